using ArkForge.Sandbox.Errors.Internal;

namespace ArkForge.Sandbox.Reading.Internal;

/// <summary>Everything wrong with one request: all of it is told at once.</summary>
internal sealed class FaultList
{
    private readonly List<(string Field, string Code, string Message)> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(string field, string message, string code = ErrorCodes.InvalidParameters) => _faults.Add((field, code, message));

    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw ToRefusal();
    }

    public static RefusalException One(string field, string message, string code = ErrorCodes.InvalidParameters)
    {
        var faults = new FaultList();
        faults.Add(field, message, code);
        return faults.ToRefusal();
    }

    private RefusalException ToRefusal()
    {
        var codes = _faults.Select(fault => fault.Code).Distinct().ToArray();
        return new RefusalException(
            400,
            codes.Length == 1 ? codes[0] : ErrorCodes.InvalidParameters,
            string.Join("; ", _faults.Select(fault => $"{fault.Field} {fault.Message}")),
            _faults.GroupBy(fault => fault.Field, fault => fault.Message).ToDictionary(group => group.Key, group => group.ToArray()));
    }
}

using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Errors.Internal;

/// <summary>The faults by member that a refusal of the service names, in its details or as a problem's <c>errors</c>.</summary>
internal static class FieldFaults
{
    public static IReadOnlyDictionary<string, string[]>? Of(ErrorBody? error)
    {
        if (Redaction.Value(error?.Details) is not IReadOnlyDictionary<string, object?> details) return null;
        var faults = details
            .Select(member => KeyValuePair.Create(member.Key, Messages(member.Value)))
            .Where(member => member.Value.Length > 0)
            .ToDictionary(StringComparer.Ordinal);
        return faults.Count == 0 ? null : faults.AsReadOnly();
    }

    private static string[] Messages(object? value) => value switch
    {
        string message => [message],
        IReadOnlyList<object?> list => [.. list.OfType<string>()],
        _ => [],
    };
}

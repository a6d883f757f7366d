using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Errors.Internal;

/// <summary>The faults by member that a refusal of the service names, in its details or as a problem's <c>errors</c>.</summary>
internal static class FieldFaults
{
    public static IReadOnlyDictionary<string, string[]>? Of(ErrorBody? error)
    {
        if (error is null) return null;
        var faults = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (member, value) in error.Details) Add(faults, member, Messages(value));
        foreach (var (member, messages) in error.Faults) Add(faults, member, messages);
        return faults.Count == 0 ? null : faults.AsReadOnly();
    }

    private static void Add(Dictionary<string, string[]> faults, string member, string[] messages)
    {
        if (messages.Length > 0) faults[MemberPath(Redaction.Text(member))] = [.. messages.Select(message => Redaction.Text(message))];
    }

    // constraints.max_position_size and constraints.maxPositionSize are Constraints.MaxPositionSize, as our own validation has it.
    private static string MemberPath(string wire) => string.Join('.', wire.Split('.').Select(member =>
        string.Concat(member.Split('_').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]))));

    private static string[] Messages(object? value) => value switch
    {
        string message => [message],
        IReadOnlyList<object?> list => [.. list.OfType<string>()],
        _ => [],
    };
}

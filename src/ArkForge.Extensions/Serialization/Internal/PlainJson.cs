using System.Collections.ObjectModel;
using System.Text.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Turns foreign JSON into plain .NET values, of which there is never more than someone would want to read.</summary>
internal static class PlainJson
{
    /// <summary>Entries of one list or object beyond these are dropped.</summary>
    public const int MostEntries = 100;

    private const int LongestText = 1024;
    private const int DeepestLevel = 4;

    public static IReadOnlyDictionary<string, object?> None { get; } = new Dictionary<string, object?>().AsReadOnly();

    /// <summary>The members of an object; anything else becomes one member called <c>details</c>.</summary>
    public static IReadOnlyDictionary<string, object?> Object(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element, level: 1),
        JsonValueKind.Null => None,
        _ => new Dictionary<string, object?> { ["details"] = Value(element, level: 1) }.AsReadOnly(),
    };

    /// <summary>A text, or a number as its text.</summary>
    public static string Shortened(JsonElement element)
    {
        var text = element.ToString();
        return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "...");
    }

    private static ReadOnlyDictionary<string, object?> Members(JsonElement element, int level)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject().Take(MostEntries)) members[member.Name] = Value(member.Value, level + 1);
        return members.AsReadOnly();
    }

    private static object? Value(JsonElement element, int level) => element.ValueKind switch
    {
        JsonValueKind.Object when level <= DeepestLevel => Members(element, level),
        JsonValueKind.Array when level <= DeepestLevel =>
            Array.AsReadOnly([.. element.EnumerateArray().Take(MostEntries).Select(item => Value(item, level + 1))]),
        JsonValueKind.Number when element.TryGetDecimal(out var number) => number,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,

        // Texts, numbers beyond the range of decimal, and what is nested too deep: as text.
        _ => Shortened(element),
    };
}

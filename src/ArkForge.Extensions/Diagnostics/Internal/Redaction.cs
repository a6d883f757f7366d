using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ArkForge.Extensions.Diagnostics.Internal;

/// <summary>Takes secrets out of text that a person may read: of an API key its first 16 characters stay.</summary>
/// <remarks>Knows nobody, so that everybody, the models included, may call it.</remarks>
internal static class Redaction
{
    public const string KeyPrefix = "sk-arkforge-";
    public const int MaxLoggedChars = 4096;
    public const int MaxExcerptChars = 1024;
    private const int ShownLength = 16;
    private const string Ellipsis = "...";

    public static string Key(string? key)
    {
        if (string.IsNullOrEmpty(key)) return "(not set)";
        // Of something that is no key, such as another system's password put here by mistake, nothing may show.
        if (!key.StartsWith(KeyPrefix, StringComparison.Ordinal)) return "(not an ArkForge key)";
        // Of a key so short that this would be all of it, less shows.
        return (key.Length > ShownLength ? Prefix(key) : KeyPrefix) + Ellipsis;
    }

    /// <summary>The beginning by which the service and people name a key.</summary>
    public static string Prefix(string key) => key.Length <= ShownLength ? key : key[..ShownLength];

    /// <summary>An address without its user information and query, either of which may hold a secret.</summary>
    public static string Address(Uri? address) => address switch
    {
        null => "(not set)",
        { IsAbsoluteUri: false } => "(not an absolute address)",
        _ => Text(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)),
    };

    /// <summary>Blanks every API key in a text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Text(string? text)
    {
        var found = text?.IndexOf(KeyPrefix, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (found < 0) return text;
        var result = new StringBuilder();
        var rest = text.AsSpan();
        while (found >= 0)
        {
            var end = found + KeyPrefix.Length;
            while (end < rest.Length && (IsKeyCharacter(rest[end]) || rest[end] is '%' or '\\')) end++;
            result.Append(rest[..Math.Min(end, found + ShownLength)]).Append(Ellipsis);
            rest = rest[end..];
            found = rest.IndexOf(KeyPrefix, StringComparison.OrdinalIgnoreCase);
        }

        return result.Append(rest).ToString();
    }

    /// <summary>The beginning of a body as text, API keys blanked; <see langword="null"/> for an empty one.</summary>
    public static string? Excerpt(ReadOnlyMemory<byte> body, int maxChars)
    {
        if (body.IsEmpty) return null;
        // A key that the cut would halve must still be recognised, so a little more is decoded than is shown.
        // Without the zeros of a wider encoding, which would hide a key from the search and from nobody else.
        var decoded = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, (maxChars * 4) + 256)]).Replace("\0", "", StringComparison.Ordinal);
        var text = Text(decoded);
        return text.Length <= maxChars ? text : string.Concat(text.AsSpan(0, maxChars), Ellipsis);
    }

    /// <summary>Blanks every API key in plain values: text, lists and dictionaries of them.</summary>
    public static object? Value(object? value) => value switch
    {
        string text => Text(text),
        IReadOnlyDictionary<string, object?> members => members
            .GroupBy(member => Text(member.Key), member => member.Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Value(group.Last()), StringComparer.Ordinal).AsReadOnly(),
        IReadOnlyList<object?> items => items.Select(Value).ToArray().AsReadOnly(),
        _ => value,
    };

    /// <summary>Whether a key may hold the character: the <c>token68</c> of RFC 9110, which is all that a bearer header can carry.</summary>
    public static bool IsKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '+' or '/' or '=';
}

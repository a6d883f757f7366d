using System.Diagnostics.CodeAnalysis;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>The text rules that all open enums share.</summary>
internal static class OpenEnumText
{
    /// <summary>The known spelling of a known value, whatever its case; any other value as it came.</summary>
    public static string Canonical(string value, IReadOnlyList<string> known)
    {
        ArgumentNullException.ThrowIfNull(value);
        var trimmed = value.AsSpan().Trim();
        for (var i = 0; i < known.Count; i++)
        {
            if (trimmed.Equals(known[i], StringComparison.OrdinalIgnoreCase)) return known[i];
        }

        return value;
    }

    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T result)
        where T : struct, IOpenEnum<T>
    {
        var given = !string.IsNullOrWhiteSpace(text);
        result = given ? T.Create(text!) : default;
        return given;
    }

    public static T Parse<T>(string text)
        where T : struct, IOpenEnum<T> =>
        TryParse<T>(text, out var result) ? result : throw new FormatException($"An empty text is no {typeof(T).Name}.");

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static int Hash(string value) => StringComparer.OrdinalIgnoreCase.GetHashCode(value);
}

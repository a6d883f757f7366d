using System.Globalization;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Instants by ISO 8601, in any culture.</summary>
internal static class IsoTimestamp
{
    private const int DigitsOfATick = 7;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd",
    ];

    /// <summary>An instant without an offset is taken as UTC, and digits finer than a tick (100 ns) are cut off.</summary>
    public static bool TryParse(string text, out DateTimeOffset value) => DateTimeOffset.TryParseExact(
        CutFraction(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);

    private static string CutFraction(string text)
    {
        var start = text.IndexOf('.', StringComparison.Ordinal) + 1;
        if (start == 0) return text;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - start <= DigitsOfATick ? text : string.Concat(text.AsSpan(0, start + DigitsOfATick), text.AsSpan(end));
    }
}

using System.Globalization;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Reads the three date forms of RFC 9110, section 5.6.7.</summary>
internal static class HttpDate
{
    private const DateTimeStyles Styles =
        DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] AfterComma = ["d MMM yyyy HH:mm:ss 'GMT'", "dd-MMM-yy HH:mm:ss 'GMT'"];

    /// <summary>Reads a date; the name of the day is skipped, for it says nothing new.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="now">Decides the century of a two-digit year.</param>
    /// <param name="date">The date read.</param>
    /// <returns>Whether <paramref name="text"/> is a date in one of the three forms.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset date)
    {
        text = text.Trim(' ');
        var comma = text.IndexOf(',');
        if (comma < 0)
        {
            const int DayNameAndSpace = 4;
            date = default;
            return text.Length > DayNameAndSpace
                && DateTimeOffset.TryParseExact(
                    text[DayNameAndSpace..], "MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, Styles, out date);
        }

        text = text[(comma + 1)..].Trim(' ');
        if (!DateTimeOffset.TryParseExact(text, AfterComma, CultureInfo.InvariantCulture, Styles, out date))
            return false;

        if (text.Contains('-'))
            date = InCenturyOf(now, date);

        return true;
    }

    // RFC 9110: a two-digit year more than 50 years ahead is the most recent past year with the same digits.
    private static DateTimeOffset InCenturyOf(DateTimeOffset now, DateTimeOffset date)
    {
        const int LastYear = 9999;
        var year = (now.Year / 100 * 100) + (date.Year % 100);
        if (year > now.Year + 50)
            year -= 100;

        return year is >= 1 and <= LastYear ? date.AddYears(year - date.Year) : date;
    }
}

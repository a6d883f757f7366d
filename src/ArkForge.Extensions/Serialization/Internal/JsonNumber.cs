using System.Globalization;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Numbers by the grammar of JSON alone: no thousands separators, no white space, nothing that depends on a culture.</summary>
internal static class JsonNumber
{
    private const NumberStyles Grammar = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // What is no longer than this has no more digits than a decimal holds, so that nothing is rounded.
    private const int LongestExact = 28;

    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, Grammar, CultureInfo.InvariantCulture, out value);

    /// <summary>Refuses what lies outside the range of a double instead of calling it infinity.</summary>
    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, Grammar, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Takes <c>7.0</c> and <c>1e2</c>, which are whole, and refuses <c>7.5</c>.</summary>
    public static bool TryParse(string text, out long value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) return true;
        // A negative exponent may push digits out of a decimal, and nobody writes a whole number with one.
        if (text.Length > LongestExact || text.Contains("e-", StringComparison.OrdinalIgnoreCase)) return false;
        if (!TryParse(text, out decimal number)) return false;
        if (!decimal.IsInteger(number) || number is < long.MinValue or > long.MaxValue) return false;
        value = (long)number;
        return true;
    }

    public static bool TryParse(string text, out int value)
    {
        var read = TryParse(text, out long number) && number is >= int.MinValue and <= int.MaxValue;
        value = read ? (int)number : 0;
        return read;
    }

    /// <summary>Without trailing zeros and without an exponent.</summary>
    public static string Format(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string Format(double value) =>
        double.IsFinite(value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : throw new ArgumentException("NaN and infinity have no form in JSON.", nameof(value));
}

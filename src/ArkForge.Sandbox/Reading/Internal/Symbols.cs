using ArkForge.Sandbox.Errors.Internal;

namespace ArkForge.Sandbox.Reading.Internal;

internal static class Symbols
{
    /// <summary>More assets than this in one request are refused.</summary>
    public const int Most = 100;

    private const int LongestSymbol = 32;

    /// <summary>Trimmed and upper-cased, or null where that leaves nothing usable.</summary>
    public static string? Normalize(string? symbol)
    {
        var trimmed = symbol?.Trim().ToUpperInvariant();
        return string.IsNullOrEmpty(trimmed) || trimmed.Length > LongestSymbol ? null : trimmed;
    }

    public static IReadOnlyList<string> Read(JsonFields fields, string name, bool required, FaultList faults)
    {
        var given = fields.Texts(name);
        if (given is null or [])
        {
            if (required && (given is not null || !fields.Has(name)))
                faults.Add(fields.Path(name), "must name at least one asset", ErrorCodes.InvalidAssets);
            return [];
        }

        if (given.Count > Most)
            faults.Add(fields.Path(name), $"must name at most {Most} assets", ErrorCodes.InvalidAssets);
        var symbols = given.Select(Normalize).OfType<string>().ToArray();
        if (symbols.Length < given.Count)
            faults.Add(fields.Path(name), $"must hold symbols of 1 to {LongestSymbol} characters", ErrorCodes.InvalidAssets);
        if (required && symbols.Distinct().Count() < symbols.Length)
            faults.Add(fields.Path(name), "must not name an asset twice", ErrorCodes.InvalidAssets);
        return [.. symbols.Distinct()];
    }
}

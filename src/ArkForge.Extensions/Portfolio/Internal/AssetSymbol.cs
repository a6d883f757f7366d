namespace ArkForge.Extensions.Portfolio.Internal;

/// <summary>The one spelling of an asset symbol: trimmed and upper-cased without regard to culture.</summary>
internal static class AssetSymbol
{
    public static string Normalize(string symbol) => symbol.Trim().ToUpperInvariant();

    /// <summary>A private copy in normal spelling. Nulls stay where they are, for validation to report.</summary>
    public static IReadOnlyList<string> Normalize(IReadOnlyList<string> symbols) =>
        symbols is null ? null! : Array.AsReadOnly([.. symbols.Select(symbol => symbol is null ? null! : Normalize(symbol))]);
}

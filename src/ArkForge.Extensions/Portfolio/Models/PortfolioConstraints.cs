using System.Text.Json.Serialization;
using ArkForge.Extensions.Portfolio.Internal;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>What an allocation must respect.</summary>
public sealed record PortfolioConstraints
{
    /// <summary>The largest share of any one asset, in percent: 0 to 100.</summary>
    /// <value>Not sent by default: no cap.</value>
    [Within(0, 100, Unit = "percent")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MaxPositionSize { get; init; }

    /// <summary>The least number of assets to hold: 1 or more.</summary>
    /// <value>Not sent by default: no minimum.</value>
    [Within(1, Unit = "assets")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MinDiversification { get; init; }

    /// <summary>The symbols of assets that must not be held, none twice.</summary>
    /// <remarks>Symbols are trimmed and upper-cased.</remarks>
    [Symbols]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ExcludedAssets { get; init => field = value is null ? null : AssetSymbol.Normalize(value); }
}

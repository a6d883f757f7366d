using System.Text.Json.Serialization;
using ArkForge.Extensions.Portfolio.Internal;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>The price of an asset on one day of a backtest.</summary>
public sealed record HistoricalPrice
{
    /// <summary>The asset's symbol; trimmed and upper-cased.</summary>
    [Given("the symbol of the asset")]
    public string Symbol { get; init => field = value is null ? null! : AssetSymbol.Normalize(value); } = "";

    /// <summary>When the price held; its UTC date counts as the day.</summary>
    [Given("the instant of the price, with its offset")]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The price, greater than 0.</summary>
    [Within(0, MinimumIsExclusive = true)]
    public decimal Price { get; init; }

    /// <summary>The volume traded, 0 or more.</summary>
    [Within(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Volume { get; init; }
}

using System.Text.Json.Serialization;
using ArkForge.Extensions.Portfolio.Internal;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>Asks for the best allocation of a portfolio.</summary>
/// <remarks>
/// Members that are left out are not sent, and the service's own defaults hold. Giving <see cref="HistoricalData"/> switches the service
/// from live data to a backtest.
/// </remarks>
public sealed record OptimizePortfolioRequest
{
    /// <summary>The symbols of the assets to choose from: at least one, none twice.</summary>
    /// <remarks>Symbols are trimmed and upper-cased.</remarks>
    [Given("the symbols of the assets to choose from")]
    [Symbols(AtLeastOne = true)]
    public IReadOnlyList<string> Assets { get; init => field = AssetSymbol.Normalize(value); } = [];

    /// <summary>How much risk the portfolio may take.</summary>
    [OneOf<RiskProfileType>]
    public RiskProfileType RiskProfile { get; init; }

    /// <summary>What is held now, in percent of the portfolio; sums to 100 (within 0.1).</summary>
    [WholePortfolio]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AssetPercentages? CurrentPortfolio { get; init; }

    /// <summary>The amount to invest, greater than 0, in the currency of the account.</summary>
    /// <remarks>With a budget, the answer may contain swaps.</remarks>
    [Within(0, MinimumIsExclusive = true)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Budget { get; init; }

    /// <summary>How far ahead to forecast, in days: 1 to 365.</summary>
    /// <value>Not sent by default; the service then takes 7.</value>
    [Within(1, 365, Unit = "days")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HorizonDays { get; init; }

    /// <summary>How far back to look for sentiment, in hours: 1 or more.</summary>
    /// <value>Not sent by default; the service then takes 168, a week.</value>
    [Within(1, Unit = "hours")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SentimentTimeframeHours { get; init; }

    /// <summary>What the allocation must respect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PortfolioConstraints? Constraints { get; init; }

    /// <summary>What the allocation should strive for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OptimizationParameters? Optimization { get; init; }

    /// <summary>How the service should go about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WorkflowOptions? Options { get; init; }

    /// <summary>Daily prices for a backtest: at least 90 different UTC days of every asset, in any order.</summary>
    /// <remarks>Its presence switches the service to backtest mode. Prices of other assets are ignored.</remarks>
    [NoGaps]
    [DailyPrices]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HistoricalPrice>? HistoricalData { get; init => field = value is null ? null : Array.AsReadOnly([.. value]); }

    /// <summary>Sentiment for a backtest.</summary>
    [NoGaps]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HistoricalSentiment>? HistoricalSentiment
    {
        get;
        init => field = value is null ? null : Array.AsReadOnly([.. value]);
    }
}

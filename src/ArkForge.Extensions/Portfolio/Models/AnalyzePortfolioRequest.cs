using System.Text.Json.Serialization;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>Asks for the risk and return of a given portfolio.</summary>
/// <remarks>Members that are left out are not sent, and the service's own defaults hold.</remarks>
public sealed record AnalyzePortfolioRequest
{
    /// <summary>What is held, in percent of the portfolio; sums to 100 (within 0.1).</summary>
    [Given("the percentage of every holding")]
    [WholePortfolio]
    public AssetPercentages Portfolio { get; init; } = null!;

    /// <summary>How far ahead to look, in days: 1 to 365.</summary>
    /// <value>Not sent by default; the service then takes 7.</value>
    [Within(1, 365, Unit = "days")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HorizonDays { get; init; }

    /// <summary>Daily prices to analyse on: at least 90 different UTC days of every holding, in any order.</summary>
    /// <remarks>Its presence switches the service to backtest mode. Prices of other assets are ignored.</remarks>
    [NoGaps]
    [DailyPrices]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HistoricalPrice>? HistoricalData { get; init => field = value is null ? null : Array.AsReadOnly([.. value]); }

    /// <summary>How the service should go about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WorkflowOptions? Options { get; init; }
}

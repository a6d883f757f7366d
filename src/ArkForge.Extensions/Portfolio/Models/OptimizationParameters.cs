using System.Text.Json.Serialization;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>What an allocation should strive for.</summary>
public sealed record OptimizationParameters
{
    /// <summary>The Sharpe ratio to aim at: 0 or more. A wish, not a constraint.</summary>
    [Within(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TargetSharpeRatio { get; init; }

    /// <summary>The highest volatility to accept, an annual fraction: 0 to 1 (0.2 = 20 %).</summary>
    [Within(0, 1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaxVolatility { get; init; }

    /// <summary>The lowest expected return to accept, an annual fraction: 0 to 1 (0.1 = 10 %).</summary>
    [Within(0, 1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinExpectedReturn { get; init; }

    /// <summary>What to make best; overrides what the risk profile would choose.</summary>
    /// <value>Not sent by default: the risk profile decides.</value>
    [OneOf<OptimizationGoal>]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OptimizationGoal? Goal { get; init; }

    /// <summary>How much sentiment counts: 0 (not at all) to 1 (fully).</summary>
    /// <value>Not sent by default; the service then takes 1.</value>
    [Within(0, 1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SentimentWeight { get; init; }

    /// <summary>Whether to leave sentiment out altogether.</summary>
    /// <value>Not sent by default: sentiment counts.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IgnoreSentiment { get; init; }

    /// <summary>Whether to look at the forecasts through rose-tinted glasses.</summary>
    /// <value>Not sent by default: forecasts are taken as they are.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? OptimisticBias { get; init; }
}

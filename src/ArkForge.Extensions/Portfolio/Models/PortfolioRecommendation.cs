using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>The allocation that the service recommends, and why.</summary>
public sealed record PortfolioRecommendation
{
    /// <summary>The recommended allocation, in percent of the portfolio.</summary>
    [JsonRequired]
    public AssetPercentages Allocation { get; init; } = new();

    /// <summary>The expected return, an annual fraction (0.15 = 15 %).</summary>
    [JsonRequired]
    public double ExpectedReturn { get; init; }

    /// <summary>The expected volatility, an annual fraction (0.15 = 15 %).</summary>
    [JsonRequired]
    public double ExpectedVolatility { get; init; }

    /// <summary>The Sharpe ratio: expected return per unit of expected volatility.</summary>
    [JsonRequired]
    public double SharpeRatio { get; init; }

    /// <summary>How certain the service is: 0 to 1.</summary>
    [JsonRequired]
    public double Confidence { get; init; }

    /// <summary>What to do to get from the current portfolio to the allocation.</summary>
    [JsonRequired]
    public IReadOnlyList<PortfolioAction> Actions { get; init; } = [];

    /// <summary>The trades that carry out the actions; <see langword="null"/> when the service gave none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SwapInstruction>? Swaps { get; init; }

    /// <summary>Why; <see langword="null"/> when the service did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Rationale? Rationale { get; init; }

    /// <summary>How the answer came about; <see langword="null"/> when the service did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecommendationMetadata? Metadata { get; init; }
}

using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>The risk and return of a portfolio.</summary>
public sealed record PortfolioAnalysis
{
    /// <summary>The expected return, an annual fraction (0.15 = 15 %).</summary>
    [JsonRequired]
    public double ExpectedReturn { get; init; }

    /// <summary>The expected volatility, an annual fraction (0.15 = 15 %).</summary>
    [JsonRequired]
    public double ExpectedVolatility { get; init; }

    /// <summary>The Sharpe ratio: expected return per unit of expected volatility.</summary>
    [JsonRequired]
    public double SharpeRatio { get; init; }

    /// <summary>The maximum drawdown: the deepest fall from a peak, a fraction of the peak.</summary>
    [JsonRequired]
    public double MaxDrawdown { get; init; }

    /// <summary>The value at risk: the loss that 95 % of the days do not exceed, a fraction of the portfolio.</summary>
    [JsonRequired]
    public double ValueAtRisk95 { get; init; }

    /// <summary>The diversification ratio: the weighted average of the assets' volatilities to the volatility of the portfolio.</summary>
    [JsonRequired]
    public double DiversificationRatio { get; init; }

    /// <summary>What each asset contributes to the variance of the portfolio, in percent of it.</summary>
    [JsonRequired]
    public AssetPercentages RiskContributions { get; init; } = new();

    /// <summary>How the answer came about; <see langword="null"/> when the service did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecommendationMetadata? Metadata { get; init; }
}

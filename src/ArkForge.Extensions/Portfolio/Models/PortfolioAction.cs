using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>What to do with one asset.</summary>
public sealed record PortfolioAction
{
    /// <summary>Buy, sell or hold.</summary>
    [JsonRequired]
    public PortfolioActionType Action { get; init; }

    /// <summary>The asset's symbol.</summary>
    [JsonRequired]
    public string Symbol { get; init; } = "";

    /// <summary>The share to reach, in percent of the portfolio.</summary>
    [JsonRequired]
    public decimal TargetPercentage { get; init; }

    /// <summary>The share held now, in percent of the portfolio.</summary>
    [JsonRequired]
    public decimal CurrentPercentage { get; init; }

    /// <summary>Target less current, in percentage points.</summary>
    [JsonRequired]
    public decimal Change { get; init; }
}

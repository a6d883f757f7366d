using System.ComponentModel.DataAnnotations;

namespace WebApp.Rebalancing;

/// <summary>What to keep balanced, and how often: the section <c>Rebalancing</c> of appsettings.json.</summary>
public sealed class RebalancingOptions
{
    public const string SectionName = "Rebalancing";

    /// <summary>1 s to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The largest share of one asset, in percent.</summary>
    [Range(1, 100)]
    public decimal MaxPositionSize { get; set; } = 100;

    [Required]
    public string RiskProfile { get; set; } = "moderate";

    /// <summary>Symbol -> percent.</summary>
    [MinLength(1)]
    public Dictionary<string, decimal> Portfolio { get; } = [];
}

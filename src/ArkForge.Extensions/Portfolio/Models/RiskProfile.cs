using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>A risk profile that the service offers, described for people. A text that the service left out is empty.</summary>
public sealed record RiskProfile
{
    /// <summary>The name to ask for, such as <c>moderate</c>.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>What the profile is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>The volatility it aims at, as a text for display.</summary>
    public string TargetVolatility { get; init; } = "";

    /// <summary>The deepest fall it accepts, as a text for display.</summary>
    public string MaxDrawdown { get; init; } = "";

    /// <summary>The return it may bring, as a text for display.</summary>
    public string ExpectedReturn { get; init; } = "";

    /// <summary>The kinds of assets it prefers.</summary>
    public IReadOnlyList<string> AssetPreferences { get; init; } = [];
}

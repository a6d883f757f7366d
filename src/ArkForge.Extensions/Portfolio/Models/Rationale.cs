namespace ArkForge.Extensions;

/// <summary>Why an allocation is recommended, in words. A part that the service left out is empty.</summary>
public sealed record Rationale
{
    /// <summary>What speaks for the allocation.</summary>
    public IReadOnlyList<string> Drivers { get; init; } = [];

    /// <summary>What speaks against it.</summary>
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>The state of the market.</summary>
    public string MarketContext { get; init; } = "";

    /// <summary>What the forecasts say.</summary>
    public string ForecastInsights { get; init; } = "";

    /// <summary>What the sentiment says.</summary>
    public string SentimentInsights { get; init; } = "";
}

namespace ArkForge.Sandbox.Optimization.Internal;

internal sealed record Rationale(
    IReadOnlyList<string> Drivers,
    IReadOnlyList<string> Risks,
    string MarketContext,
    string ForecastInsights,
    string SentimentInsights);

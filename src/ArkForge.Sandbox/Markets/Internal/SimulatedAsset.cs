namespace ArkForge.Sandbox.Markets.Internal;

/// <summary>Annual drift and volatility of a symbol, and how much of its movement is the market's.</summary>
internal sealed record SimulatedAsset(double Drift, double Volatility, double MarketCorrelation);

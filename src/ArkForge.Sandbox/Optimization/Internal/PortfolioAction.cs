namespace ArkForge.Sandbox.Optimization.Internal;

internal sealed record PortfolioAction(string Action, string Symbol, decimal TargetPercentage, decimal CurrentPercentage, decimal Change);

namespace ArkForge.Sandbox.Optimization.Internal;

internal enum OptimizationGoal
{
    Sharpe,
    Return,
    Risk,
}

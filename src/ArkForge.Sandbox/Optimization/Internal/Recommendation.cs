namespace ArkForge.Sandbox.Optimization.Internal;

internal sealed record Recommendation(
    IReadOnlyDictionary<string, decimal> Allocation,
    double ExpectedReturn,
    double ExpectedVolatility,
    double SharpeRatio,
    double Confidence,
    IReadOnlyList<PortfolioAction> Actions,
    IReadOnlyList<Swap>? Swaps,
    Rationale? Rationale,
    ResultMetadata Metadata)
{
    public static Recommendation Of(OptimizeRequest request, Optimum optimum, ResultMetadata metadata)
    {
        var target = optimum.Symbols.Zip(optimum.Percentages).ToDictionary(pair => pair.First, pair => pair.Second);
        var current = request.CurrentPortfolio ?? new Dictionary<string, decimal>();
        return new Recommendation(
            request.Assets.ToDictionary(symbol => symbol, symbol => target.GetValueOrDefault(symbol)),
            optimum.Return,
            optimum.Volatility,
            optimum.Sharpe,
            optimum.Confidence,
            Rebalance.Actions(current, target),
            request.Budget is { } budget && current.Count > 0 ? Rebalance.Swaps(budget, current, target) : null,
            request.IncludeRationale ? RationaleWriter.Write(request, optimum) : null,
            metadata);
    }
}

using ArkForge.Sandbox.Markets.Internal;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>Risk and return of a given portfolio, put back to its weights every day.</summary>
internal sealed record PortfolioAnalysis(
    double ExpectedReturn,
    double ExpectedVolatility,
    double SharpeRatio,
    double MaxDrawdown,
    double ValueAtRisk95,
    double DiversificationRatio,
    IReadOnlyDictionary<string, double> RiskContributions,
    ResultMetadata Metadata)
{
    public static PortfolioAnalysis Of(AnalyzeRequest request, SimulatedMarket market, ResultMetadata metadata)
    {
        string[] symbols = [.. request.Portfolio.Keys.Order(StringComparer.Ordinal)];
        var history = request.Prices is null ? market.History(symbols) : HistoricalData.Join(request.Prices, symbols);
        var model = history.Estimate();
        var sum = request.Portfolio.Values.Sum();
        double[] weights = [.. symbols.Select(symbol => (double)(request.Portfolio[symbol] / sum))];
        var daily = history.PortfolioReturns(weights);
        var volatility = model.Volatility(weights);
        return new PortfolioAnalysis(
            model.Return(weights),
            volatility,
            model.Sharpe(weights),
            MaximumDrawdown(daily),
            Math.Max(0, -SortedArrayStatistics.QuantileCustom([.. daily.Order()], 0.05, QuantileDefinition.R7)),
            volatility > ReturnModel.VolatilityFloor ? Dot(weights, model.AssetVolatilities()) / volatility : 1,
            symbols.Zip(Contributions(model, weights, volatility)).ToDictionary(pair => pair.First, pair => pair.Second),
            metadata);
    }

    /// <summary>Greatest fall from an earlier peak of the compounded value, as a positive fraction.</summary>
    private static double MaximumDrawdown(double[] daily)
    {
        var (value, peak, worst) = (1.0, 1.0, 0.0);
        foreach (var change in daily)
        {
            value *= 1 + change;
            peak = Math.Max(peak, value);
            worst = Math.Max(worst, 1 - (value / peak));
        }

        return worst;
    }

    /// <summary>100 w_i (Sigma w)_i / w'Sigma w; the weights themselves where there is no variance to divide.</summary>
    private static double[] Contributions(ReturnModel model, double[] weights, double volatility)
    {
        if (volatility <= ReturnModel.VolatilityFloor)
            return [.. weights.Select(weight => 100 * weight)];
        var marginal = model.Covariance * Vector<double>.Build.Dense(weights);
        return [.. weights.Select((weight, i) => 100 * weight * marginal[i] / (volatility * volatility))];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}

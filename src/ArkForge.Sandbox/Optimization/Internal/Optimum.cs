namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>An optimal portfolio as returned: the percentages, and the weights they stand for, which all figures are computed from.</summary>
internal sealed record Optimum(
    IReadOnlyList<string> Symbols,
    decimal[] Percentages,
    ReturnModel Model,
    int Observations,
    string Source,
    double[] Tilt)
{
    public double[] Weights { get; } = [.. Percentages.Select(percent => (double)(percent / 100))];

    public double Return => Model.Return(Weights);

    public double Volatility => Model.Volatility(Weights);

    public double Sharpe => Model.Sharpe(Weights);

    /// <summary>
    /// 1 / (1 + e), e the standard error of the annual Sharpe ratio, sqrt(365 / T * (1 + S_d^2 / 2)) with S_d the daily ratio
    /// (Lo, The Statistics of Sharpe Ratios, 2002): about 0.33 with 90 days of prices, 0.5 with a year, 0.67 with four.
    /// </summary>
    public double Confidence
    {
        get
        {
            var daily = Sharpe / Math.Sqrt(Markets.Internal.PriceHistory.Days);
            return 1 / (1 + Math.Sqrt(Markets.Internal.PriceHistory.Days / Observations * (1 + (daily * daily / 2))));
        }
    }
}

namespace ArkForge.Sandbox.Tests.Optimization;

/// <summary>
/// Proof that a long-only portfolio is optimal, without a solver: for concave h, max h &lt;= h(w) + max_v h'(w)(v - w), where v
/// runs over the feasible polytope. The right side is a fractional knapsack; a least return and a volatility cap are
/// priced into it, and any non-negative price gives a valid bound (Lagrangian duality), so the best price found is used.
/// </summary>
/// <remarks>Self-contained and on plain arrays: it shares no line with the code it judges.</remarks>
public sealed class OptimalityCertificate(double[] mean, double[,] covariance)
{
    /// <summary>Least weight of each asset; 0 where not given.</summary>
    public double[]? Lower { get; init; }

    /// <summary>Greatest weight of each asset; 1 where not given.</summary>
    public double[]? Upper { get; init; }

    /// <summary>Least mean, if any.</summary>
    public double? MinReturn { get; init; }

    /// <summary>Greatest volatility, if any.</summary>
    public double? MaxVolatility { get; init; }

    /// <summary>How much lower than at <paramref name="weights"/> a feasible volatility could be, at most: never more than all of it.</summary>
    public double RiskGap(double[] weights)
    {
        var marginal = Marginal(weights);
        return Math.Min(Volatility(weights), Gap(weights, [.. marginal.Select(value => -value)], marginal, capped: false));
    }

    /// <summary>How much higher a feasible mean could be, at most.</summary>
    public double ReturnGap(double[] weights) => Gap(weights, mean, Marginal(weights), capped: true);

    /// <summary>
    /// How much higher a feasible Sharpe ratio could be, to first order: mu'v - S sigma(v) is concave and 0 at w; its gap over sigma(w).
    /// </summary>
    public double SharpeGap(double[] weights)
    {
        var (marginal, volatility) = (Marginal(weights), Volatility(weights));
        var sharpe = Return(weights) / volatility;
        return Gap(weights, [.. mean.Select((value, i) => value - (sharpe * marginal[i]))], marginal, capped: true) / volatility;
    }

    /// <summary>mu'w.</summary>
    public double Return(double[] weights) => mean.Zip(weights, (a, b) => a * b).Sum();

    /// <summary>The square root of w'Sigma w.</summary>
    public double Volatility(double[] weights) => Math.Sqrt(Math.Max(0, Times(weights).Zip(weights, (a, b) => a * b).Sum()));

    /// <summary>The furthest that a weight, the sum, the least mean or the volatility cap is from being kept; 0 where all hold.</summary>
    public double Violation(double[] weights) => new[]
    {
        Math.Abs(weights.Sum() - 1),
        weights.Select((weight, i) => Math.Max((Lower?[i] ?? 0) - weight, weight - (Upper?[i] ?? 1))).Max(),
        (MinReturn ?? double.NegativeInfinity) - Return(weights),
        Volatility(weights) - (MaxVolatility ?? double.PositiveInfinity),
        0,
    }.Max();

    private double Gap(double[] weights, double[] gradient, double[] marginal, bool capped)
    {
        return MinReturn is null ? OverVolatility(0) : Least(OverVolatility);

        double OverVolatility(double returnPrice) => MaxVolatility is null || !capped && !RiskIsCapped(weights)
            ? Bound(returnPrice, 0)
            : Least(volatilityPrice => Bound(returnPrice, volatilityPrice));

        double Bound(double returnPrice, double volatilityPrice)
        {
            var priced = gradient.Select((value, i) => value + (returnPrice * mean[i]) - (volatilityPrice * marginal[i])).ToArray();
            return Knapsack(priced) - priced.Zip(weights, (a, b) => a * b).Sum()
                + (MinReturn is { } least ? returnPrice * (Return(weights) - least) : 0)
                + (MaxVolatility is { } most ? volatilityPrice * (most - Volatility(weights)) : 0);
        }
    }

    private bool RiskIsCapped(double[] weights) => Volatility(weights) > MaxVolatility - 1e-6;

    /// <summary>Greatest value of a linear function over sum v = 1 and the bounds: fill the best first.</summary>
    private double Knapsack(double[] value)
    {
        var rest = 1 - (Lower?.Sum() ?? 0);
        var sum = Lower is null ? 0 : Lower.Zip(value, (a, b) => a * b).Sum();
        foreach (var i in Enumerable.Range(0, value.Length).OrderByDescending(i => value[i]))
        {
            var share = Math.Min(rest, (Upper?[i] ?? 1) - (Lower?[i] ?? 0));
            sum += share * value[i];
            rest -= share;
        }

        return sum;
    }

    /// <summary>Least value of a convex function of a non-negative price, by ternary search over price = t / (1 - t).</summary>
    private static double Least(Func<double, double> bound)
    {
        var (low, high) = (0.0, 0.999999);
        var best = Math.Min(bound(0), double.PositiveInfinity);
        for (var round = 0; round < 80; round++)
        {
            var (left, right) = (low + ((high - low) / 3), high - ((high - low) / 3));
            var (atLeft, atRight) = (bound(left / (1 - left)), bound(right / (1 - right)));
            best = Math.Min(best, Math.Min(atLeft, atRight));
            (low, high) = atLeft <= atRight ? (low, right) : (left, high);
        }

        return best;
    }

    private double[] Marginal(double[] weights)
    {
        var volatility = Math.Max(Volatility(weights), 1e-300);
        return [.. Times(weights).Select(value => value / volatility)];
    }

    private double[] Times(double[] weights)
    {
        var product = new double[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < weights.Length; j++)
                product[i] += covariance[i, j] * weights[j];
        }

        return product;
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>The convex problems: least volatility, greatest return and greatest Sharpe ratio over one <see cref="FeasibleSet"/>.</summary>
internal sealed class RelaxedOptimizer(ReturnModel model, double? maxVolatility, CancellationToken cancellationToken)
{
    private const double Tolerance = 1e-9;

    // The solver sees unit scales whatever the market's: stablecoins and meme coins in one portfolio differ by 10^6 in variance.
    private readonly double _variance = Positive(model.Covariance.Diagonal().Maximum());
    private readonly double _mean = Positive(model.Mean.Max(Math.Abs));

    /// <summary>The optimum, or null where the set has no member.</summary>
    public double[]? Solve(OptimizationGoal goal, FeasibleSet set)
    {
        if (set.IsEmpty)
            return null;
        var richest = set.Richest(model.Mean);
        if (set.MinReturn is { } least)
        {
            var best = model.Return(richest);
            if (best < least - Tolerance)
                return null;
            set = set with { MinReturn = Math.Min(least, best - (1e-10 * _mean)) };
        }

        var calmest = maxVolatility is not null || goal is OptimizationGoal.Risk ? LeastVolatility(set, richest) : null;
        if (maxVolatility is { } most && model.Volatility(calmest!) > most + Tolerance)
            return null;
        return goal switch
        {
            OptimizationGoal.Risk => calmest,
            OptimizationGoal.Return => GreatestReturn(set, richest, calmest),
            _ => GreatestSharpe(set, richest, calmest),
        };
    }

    private double[] LeastVolatility(FeasibleSet set, double[] start) => Minimize(set, start, 1 / _variance, 0);

    private double[] GreatestReturn(FeasibleSet set, double[] richest, double[]? calmest) =>
        calmest is null || model.Volatility(richest) <= maxVolatility ? richest : AtVolatility(set, richest, calmest);

    /// <summary>The point of the efficient frontier at the volatility cap: a search over the price of variance.</summary>
    private double[] AtVolatility(FeasibleSet set, double[] richest, double[] calmest)
    {
        var cap = maxVolatility!.Value;
        if (model.Volatility(calmest) >= cap)
            return calmest;
        var (bold, calm) = (richest, calmest);
        var (low, high) = (-25.0, 25.0);
        for (var round = 0; round < 80 && high - low > 1e-9; round++)
        {
            var middle = (low + high) / 2;
            var weights = Minimize(set, richest, Math.Min(1, Math.Exp(middle)) / _variance, Math.Min(1, Math.Exp(-middle)) / _mean);
            var over = model.Volatility(weights) > cap;
            (bold, low) = over ? (weights, middle) : (bold, low);
            (calm, high) = over ? (calm, high) : (weights, middle);
            if (model.Return(bold) - model.Return(calm) < 1e-12 * _mean)
                break;
        }

        return Between(calm, bold, cap);
    }

    /// <summary>As far from calm towards bold as the cap allows: return is linear and volatility convex on the way.</summary>
    private double[] Between(double[] calm, double[] bold, double cap)
    {
        var (low, high) = (0.0, 1.0);
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            (low, high) = model.Volatility(Mix(middle)) > cap ? (low, middle) : (middle, high);
        }

        return Mix(low);

        double[] Mix(double share) => [.. calm.Zip(bold, (a, b) => a + (share * (b - a)))];
    }

    /// <summary>
    /// Tangency portfolio. With w = y / k it is the quadratic program: minimize y'Sigma y, mu'y = 1 (Cornuejols and Tutuncu,
    /// Optimization Methods in Finance, 8.2). Above the volatility cap the ratio falls along the frontier, so the cap's point wins.
    /// </summary>
    private double[] GreatestSharpe(FeasibleSet set, double[] richest, double[]? calmest)
    {
        var best = model.Return(richest);
        if (best <= 0)
            return calmest ?? LeastVolatility(set, richest);
        var tangent = set.OnlyMember ?? Tangent(set, richest, best);
        return model.Volatility(tangent) > maxVolatility ? AtVolatility(set, richest, calmest!) : tangent;
    }

    private double[] Tangent(FeasibleSet set, double[] richest, double best)
    {
        var system = ConstraintSystem.Of(set, model.Mean, _mean);
        var k = system.Variables;
        var scaled = new LinearRow([.. Enumerable.Range(0, set.Size)], [.. model.Mean.Select(mean => mean / best)], 1);
        var q = Matrix<double>.Build.Dense(k + 1, k + 1);
        q.SetSubMatrix(0, 0, model.Covariance / _variance);

        // Among equal ratios (a riskless asset scales any portfolio down) the tiny price of k prefers the least cash.
        var c = new double[k + 1];
        c[k] = 1e-15;
        var program = new QuadraticProgram(
            q,
            c,
            [.. system.Equalities.Select(row => row.Homogeneous(k)), scaled],
            [.. system.Inequalities.Select(row => row.Homogeneous(k))]);
        var y = InteriorPointSolver.Minimize(program, [.. system.Lift(richest), 1], cancellationToken);
        return Clean(set, y[..set.Size], y[k]);
    }

    private double[] Minimize(FeasibleSet set, double[] start, double varianceWeight, double returnWeight)
    {
        if (set.OnlyMember is { } only)
            return only;
        var system = ConstraintSystem.Of(set, model.Mean, _mean);
        var q = Matrix<double>.Build.Dense(system.Variables, system.Variables);
        q.SetSubMatrix(0, 0, model.Covariance * varianceWeight);
        var c = new double[system.Variables];
        for (var i = 0; i < set.Size; i++)
            c[i] = -returnWeight * model.Mean[i];
        var program = new QuadraticProgram(q, c, system.Equalities, system.Inequalities);
        return Clean(set, InteriorPointSolver.Minimize(program, system.Lift(start), cancellationToken)[..set.Size], 1);
    }

    /// <summary>Puts what the interior method left a hair away from a bound onto it.</summary>
    private static double[] Clean(FeasibleSet set, double[] y, double k)
    {
        var weights = new double[y.Length];
        for (var i = 0; i < y.Length; i++)
            weights[i] = Math.Clamp(y[i] / k, set.Lower[i], set.Upper[i]);
        return weights;
    }

    private static double Positive(double scale) => scale > 0 ? scale : 1;
}

using ArkForge.Sandbox.Optimization.Internal;

namespace ArkForge.Sandbox.Tests.Optimization;

public sealed class DiversifiedOptimizerTests
{
    private const double Tolerance = 1e-6;

    // A singular covariance can hold a portfolio with a gain and no risk at all: then the ratio is unbounded and that is the answer.
    private const double Riskless = 1e5;

    [Test]
    public void Solve_BoundsOnly_IsCertified([Range(1, 150)] int seed)
    {
        var market = new RandomMarket(seed);
        var cap = market.Cap();

        foreach (var goal in Enum.GetValues<OptimizationGoal>())
            AssertOptimal(market, goal, cap, 0, null, null);
    }

    [Test]
    public void Solve_LeastReturnAndVolatilityCap_IsCertified([Range(1, 42)] int seed)
    {
        var market = new RandomMarket(seed);
        var cap = market.Cap();
        var set = FeasibleSet.Create(market.Count, cap, 0, null);
        var richest = market.Model.Return(set.Richest(market.Mean));
        var calm = DiversifiedOptimizer.Solve(market.Model, OptimizationGoal.Risk, set, null, default)!;
        var least = calm is null ? 0 : market.Uniform(market.Model.Return(calm), richest);
        var calmest = DiversifiedOptimizer.Solve(market.Model, OptimizationGoal.Risk, set with { MinReturn = least }, null, default)!;
        var most = Math.Max(1e-4, market.Model.Volatility(calmest) * market.Uniform(1, 1.5));

        foreach (var goal in Enum.GetValues<OptimizationGoal>())
            AssertOptimal(market, goal, cap, 0, least, most);
    }

    [Test]
    public void Solve_LeastPositions_BeatsEveryChoiceOfPositions([Range(1, 60)] int seed)
    {
        var market = new RandomMarket(seed, most: 8);
        var cap = Math.Max(0.02, market.Cap());
        var positions = 1 + (seed % market.Count);
        foreach (var goal in Enum.GetValues<OptimizationGoal>())
        {
            var root = FeasibleSet.Create(market.Count, cap, positions, null);
            if (goal is OptimizationGoal.Sharpe && market.Model.Return(root.Richest(market.Mean)) <= 0)
                continue;
            var solved = DiversifiedOptimizer.Solve(market.Model, goal, root, null, default)!;
            var score = market.Model.Score(goal, solved);
            Assert.That(solved.Count(weight => weight >= 0.01 - 1e-9), Is.GreaterThanOrEqualTo(positions), $"{goal}");
            if (score > Riskless)
                continue;
            foreach (var held in Subsets(market.Count, positions))
                Assert.That(UpperBound(market, goal, cap, held), Is.LessThanOrEqualTo(score + Tolerance), $"{goal} {string.Join(' ', held)}");
        }
    }

    /// <summary>What no portfolio that holds these assets can exceed, by the certificate at that choice's own optimum.</summary>
    private static double UpperBound(RandomMarket market, OptimizationGoal goal, double cap, int[] held)
    {
        var set = FeasibleSet.Create(market.Count, cap, 0, null);
        foreach (var i in held)
            set.Lower[i] = 0.01;
        var weights = DiversifiedOptimizer.Solve(market.Model, goal, set, null, default)!;
        var certificate = new OptimalityCertificate(market.Mean, market.Covariance.ToArray()) { Lower = set.Lower, Upper = set.Upper };
        return goal switch
        {
            OptimizationGoal.Risk => certificate.RiskGap(weights) - certificate.Volatility(weights),
            OptimizationGoal.Return => certificate.ReturnGap(weights) + certificate.Return(weights),
            _ when certificate.Return(weights) <= 0 => 0,
            _ => certificate.SharpeGap(weights) + (certificate.Return(weights) / certificate.Volatility(weights)),
        };
    }

    private static IEnumerable<int[]> Subsets(int count, int size) => Enumerable.Range(0, 1 << count)
        .Where(mask => int.PopCount(mask) == size)
        .Select(mask => Enumerable.Range(0, count).Where(i => (mask >> i & 1) == 1).ToArray());

    private static void AssertOptimal(RandomMarket market, OptimizationGoal goal, double cap, int positions, double? least, double? most)
    {
        var set = FeasibleSet.Create(market.Count, cap, positions, least);

        var solved = DiversifiedOptimizer.Solve(market.Model, goal, set, most, default);

        Assert.That(solved, Is.Not.Null, $"{goal}");
        var weights = AllocationRounding.ToPercentages(solved!, cap).Select(percent => (double)percent / 100).ToArray();
        var certificate = new OptimalityCertificate(market.Mean, market.Covariance.ToArray())
        {
            Upper = [.. Enumerable.Repeat(Math.Min(1, cap), market.Count)],
            MinReturn = least,
            MaxVolatility = most,
        };
        var gap = goal switch
        {
            OptimizationGoal.Risk => certificate.RiskGap(weights),
            OptimizationGoal.Return => certificate.ReturnGap(weights),
            _ when market.Model.Return(set.Richest(market.Mean)) <= 0 => certificate.RiskGap(weights),
            _ when market.Model.Sharpe(weights) > Riskless => certificate.Volatility(weights),
            _ => certificate.SharpeGap(weights),
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(certificate.Violation(weights), Is.LessThanOrEqualTo(1e-8), $"{goal} feasible");
            Assert.That(gap, Is.InRange(-1e-7, Tolerance), $"{goal} optimal");
        }
    }
}

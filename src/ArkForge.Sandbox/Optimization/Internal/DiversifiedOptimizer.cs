namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>Branch and bound over which assets are held: exact for minDiversification, a single convex solve without it.</summary>
internal static class DiversifiedOptimizer
{
    private const double Tolerance = 1e-10;

    public static double[]? Solve(
        ReturnModel model,
        OptimizationGoal goal,
        FeasibleSet root,
        double? maxVolatility,
        CancellationToken cancellationToken)
    {
        var relaxed = new RelaxedOptimizer(model, maxVolatility, cancellationToken);
        if (goal is OptimizationGoal.Sharpe && !root.IsEmpty && model.Return(root.Richest(model.Mean)) <= 0)
            goal = OptimizationGoal.Risk;
        double[]? best = null;
        var bestScore = double.NegativeInfinity;
        var nodes = new Stack<FeasibleSet>([root]);
        while (nodes.TryPop(out var node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (relaxed.Solve(goal, node) is not { } weights)
                continue;
            var score = model.Score(goal, weights);
            if (score <= bestScore + Tolerance)
                continue;
            if (Missing(node, weights) is not { } branch)
            {
                (best, bestScore) = (weights, score);
                continue;
            }

            nodes.Push(node.Drop(branch));
            nodes.Push(node.Hold(branch));
        }

        return best;
    }

    /// <summary>The open asset nearest to being a position, or null when there are enough positions already.</summary>
    private static int? Missing(FeasibleSet node, double[] weights)
    {
        var open = Enumerable.Range(0, node.Size).Where(i => node.Open[i]).ToArray();
        var held = open.Count(i => weights[i] >= FeasibleSet.Position - Tolerance);
        return held >= node.Needed ? null : open.Where(i => weights[i] < FeasibleSet.Position - Tolerance).MaxBy(i => weights[i]);
    }
}

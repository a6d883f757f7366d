namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>
/// Long-only weights that sum to 1, between bounds, with a least return and a least number of positions.
/// </summary>
/// <remarks>
/// The count is relaxed: of the <see cref="Open"/> assets, <c>sum min(w_i, 1 %) &gt;= Needed * 1 %</c>. Branching closes assets
/// until the relaxation is exact (<see cref="DiversifiedOptimizer"/>).
/// </remarks>
internal sealed record FeasibleSet(double[] Lower, double[] Upper, bool[] Open, int Needed, double? MinReturn)
{
    /// <summary>The weight from which a position counts for minDiversification.</summary>
    public const double Position = 0.01;

    private const double Tolerance = 1e-9;

    public int Size => Lower.Length;

    public static FeasibleSet Create(int assets, double cap, int minPositions, double? minReturn) => new(
        new double[assets],
        [.. Enumerable.Repeat(Math.Min(1, cap), assets)],
        [.. Enumerable.Repeat(minPositions > 0, assets)],
        minPositions,
        minReturn);

    public bool IsEmpty =>
        Upper.Sum() < 1 - Tolerance
        || Lower.Sum() + (Math.Max(0, Needed) * Position) > 1 + Tolerance
        || Open.Count(open => open) < Needed
        || (Needed > 0 && Upper.Where((_, i) => Open[i]).Max() < Position - Tolerance);

    /// <summary>The only member, where the bounds leave no choice; such a set has no interior to search.</summary>
    public double[]? OnlyMember =>
        Upper.Sum() <= 1 + Tolerance ? [.. Upper.Select(upper => upper / Upper.Sum())]
        : Lower.Sum() >= 1 - Tolerance ? [.. Lower.Select(lower => lower / Lower.Sum())]
        : null;

    public FeasibleSet Hold(int asset) => Close(asset, Position, Upper[asset], Needed - 1);

    public FeasibleSet Drop(int asset) => Close(asset, Lower[asset], Math.Min(Upper[asset], Position), Needed);

    /// <summary>Greatest return over the set: exact, because filling the best assets first is optimal over bounds and a count.</summary>
    public double[] Richest(double[] mean)
    {
        var weights = Lower.ToArray();
        var byMean = Enumerable.Range(0, Size).OrderByDescending(i => mean[i]).ToArray();
        foreach (var i in byMean.Where(i => Open[i]).Take(Math.Max(0, Needed)))
            weights[i] = Math.Max(weights[i], Position);
        var rest = 1 - weights.Sum();
        foreach (var i in byMean)
        {
            var share = Math.Clamp(rest, 0, Upper[i] - weights[i]);
            weights[i] += share;
            rest -= share;
        }

        return weights;
    }

    private FeasibleSet Close(int asset, double lower, double upper, int needed)
    {
        var (lowers, uppers, open) = (Lower.ToArray(), Upper.ToArray(), Open.ToArray());
        (lowers[asset], uppers[asset], open[asset]) = (lower, upper, false);
        return this with { Lower = lowers, Upper = uppers, Open = open, Needed = needed };
    }
}

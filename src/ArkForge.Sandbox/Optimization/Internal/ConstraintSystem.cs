namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>A <see cref="FeasibleSet"/> as linear rows over the weights and one counter per open asset.</summary>
internal sealed class ConstraintSystem
{
    private readonly int[] _counted;

    private ConstraintSystem(FeasibleSet set, double[] mean, double meanScale)
    {
        var all = Enumerable.Range(0, set.Size).ToArray();
        _counted = set.Needed > 0 ? [.. all.Where(i => set.Open[i])] : [];
        Variables = set.Size + _counted.Length;
        Equalities.Add(new LinearRow(all, [.. all.Select(_ => 1.0)], 1));
        foreach (var i in all)
            AddBounds(i, set.Lower[i], set.Upper[i]);
        if (set.MinReturn is { } least)
            Inequalities.Add(new LinearRow(all, [.. mean.Select(value => -value / meanScale)], -least / meanScale));
        if (_counted.Length > 0)
            AddCounters(set);
    }

    public int Variables { get; }

    public List<LinearRow> Equalities { get; } = [];

    public List<LinearRow> Inequalities { get; } = [];

    public static ConstraintSystem Of(FeasibleSet set, double[] mean, double meanScale) => new(set, mean, meanScale);

    /// <summary>Weights, followed by the counters that belong to them.</summary>
    public double[] Lift(double[] weights) =>
        [.. weights, .. _counted.Select(i => Math.Min(weights[i], FeasibleSet.Position))];

    private void AddBounds(int i, double lower, double upper)
    {
        if (upper - lower < 1e-12)
        {
            Equalities.Add(LinearRow.Of(i, 1, lower));
            return;
        }

        Inequalities.Add(LinearRow.Of(i, -1, -lower));
        if (upper < 1)
            Inequalities.Add(LinearRow.Of(i, 1, upper));
    }

    private void AddCounters(FeasibleSet set)
    {
        var counters = Enumerable.Range(set.Size, _counted.Length).ToArray();
        for (var k = 0; k < counters.Length; k++)
        {
            Inequalities.Add(new LinearRow([counters[k], _counted[k]], [1, -1], 0));
            Inequalities.Add(LinearRow.Of(counters[k], 1, FeasibleSet.Position));
        }

        Inequalities.Add(new LinearRow(counters, [.. counters.Select(_ => -1.0)], -set.Needed * FeasibleSet.Position));
    }
}

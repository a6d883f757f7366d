namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>One sparse linear row: the sum of <c>Values[k] * x[Indices[k]]</c>, compared with <c>Bound</c>.</summary>
internal sealed record LinearRow(int[] Indices, double[] Values, double Bound)
{
    public static LinearRow Of(int index, double value, double bound) => new([index], [value], bound);

    public double Dot(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var k = 0; k < Indices.Length; k++)
            sum += Values[k] * x[Indices[k]];
        return sum;
    }

    public void AddTo(Span<double> target, double factor)
    {
        for (var k = 0; k < Indices.Length; k++)
            target[Indices[k]] += factor * Values[k];
    }

    /// <summary>The same row for <c>x = y / k</c>: the bound becomes a coefficient of the variable <paramref name="k"/>.</summary>
    public LinearRow Homogeneous(int k) => Bound == 0 ? this : new([.. Indices, k], [.. Values, -Bound], 0);
}

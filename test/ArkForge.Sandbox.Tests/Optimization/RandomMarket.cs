using ArkForge.Sandbox.Optimization.Internal;
using MathNet.Numerics.LinearAlgebra;

namespace ArkForge.Sandbox.Tests.Optimization;

/// <summary>Seeded means and covariances: factor models with the awkward cases of real ones mixed in.</summary>
internal sealed class RandomMarket
{
    private readonly Random _random;

    public RandomMarket(int seed, int most = 12)
    {
        _random = new Random(seed);
        Count = _random.Next(1, most + 1);
        var factors = _random.Next(1, Count + 3);
        var loadings = Matrix<double>.Build.Dense(Count, factors, (_, _) => Normal());
        var scale = Enumerable.Range(0, Count).Select(_ => Scale()).ToArray();
        var noise = _random.Next(3) == 0 ? 0 : 0.1;
        var covariance = loadings * loadings.Transpose() / factors;
        Covariance = Matrix<double>.Build.Dense(Count, Count, (i, j) => scale[i] * scale[j] * (covariance[i, j] + (i == j ? noise : 0)));
        Mean = [.. scale.Select(value => (Normal() * value) + (0.3 * value))];
    }

    public int Count { get; }

    public double[] Mean { get; }

    public Matrix<double> Covariance { get; }

    public ReturnModel Model => new(Mean, Covariance);

    public double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());

    /// <summary>A cap that leaves at least one portfolio; now and then the caps sum to exactly 1.</summary>
    public double Cap() => _random.Next(4) switch
    {
        0 => 1,
        1 => 1.0 / Count,
        _ => Uniform(1.0 / Count, 1),
    };

    private double Scale() => _random.Next(5) == 0 ? Uniform(0.001, 0.01) : Uniform(0.2, 1.5);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

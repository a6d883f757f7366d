using MathNet.Numerics.LinearAlgebra;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>Annual means and covariance, and what a portfolio of these assets is worth in their terms.</summary>
internal sealed class ReturnModel(double[] mean, Matrix<double> covariance)
{
    /// <summary>Volatilities below this count as this in a Sharpe ratio: constant prices must not divide by zero.</summary>
    public const double VolatilityFloor = 1e-8;

    public int Count => mean.Length;

    public double[] Mean => mean;

    public Matrix<double> Covariance => covariance;

    public double Return(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < mean.Length; i++)
            sum += mean[i] * weights[i];
        return sum;
    }

    public double Volatility(double[] weights)
    {
        var vector = Vector<double>.Build.Dense(weights);
        return Math.Sqrt(Math.Max(0, vector * (covariance * vector)));
    }

    public double Sharpe(double[] weights) => Return(weights) / Math.Max(Volatility(weights), VolatilityFloor);

    public double Score(OptimizationGoal goal, double[] weights) => goal switch
    {
        OptimizationGoal.Risk => -Volatility(weights),
        OptimizationGoal.Return => Return(weights),
        _ => Sharpe(weights),
    };

    public double[] AssetVolatilities() => [.. covariance.Diagonal().Select(variance => Math.Sqrt(Math.Max(0, variance)))];
}

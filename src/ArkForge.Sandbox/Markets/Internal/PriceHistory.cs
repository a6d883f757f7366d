using ArkForge.Sandbox.Optimization.Internal;
using MathNet.Numerics.LinearAlgebra;

namespace ArkForge.Sandbox.Markets.Internal;

/// <summary>Daily simple returns of some symbols over the dates that all of them share, one row a day.</summary>
internal sealed record PriceHistory(IReadOnlyList<string> Symbols, double[][] Returns, string Source)
{
    /// <summary>Days in a year, for weekday data too.</summary>
    public const double Days = 365;

    /// <summary>Joined daily prices below this are too few to estimate from.</summary>
    public const int FewestPrices = 90;

    /// <summary>mu = 365 mean(r), Sigma = 365 sample covariance (ddof 1).</summary>
    public ReturnModel Estimate()
    {
        var rows = Matrix<double>.Build.DenseOfRowArrays(Returns);
        var mean = rows.ColumnSums() / Returns.Length;
        var centred = Matrix<double>.Build.Dense(Returns.Length, Symbols.Count, (t, i) => rows[t, i] - mean[i]);
        return new ReturnModel((mean * Days).ToArray(), centred.TransposeThisAndMultiply(centred) * (Days / (Returns.Length - 1)));
    }

    /// <summary>Daily returns of a portfolio that is put back to these weights every day.</summary>
    public double[] PortfolioReturns(double[] weights) =>
        [.. Returns.Select(row => row.Zip(weights, (daily, weight) => daily * weight).Sum())];
}

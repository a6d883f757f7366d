using System.Globalization;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>Says in words what was computed, from what, and what to doubt about it.</summary>
internal static class RationaleWriter
{
    public static Rationale Write(OptimizeRequest request, Optimum optimum) => new(
        [.. Drivers(request, optimum)],
        [.. Risks(request, optimum)],
        $"Computed by the ArkForge sandbox from {optimum.Source}.",
        Invariant($"Sample means and sample covariance of {optimum.Observations} daily simple returns, times 365; no forecast model, no shrinkage."),
        SentimentTilt.Describe(optimum.Symbols, optimum.Tilt));

    private static IEnumerable<string> Drivers(OptimizeRequest request, Optimum optimum)
    {
        yield return request.Goal switch
        {
            OptimizationGoal.Risk => "Global minimum of volatility over all long-only portfolios that keep the constraints.",
            OptimizationGoal.Return => "Global maximum of expected return over all long-only portfolios that keep the constraints.",
            _ when NoGain(request, optimum) => "Global minimum of volatility, in place of the Sharpe ratio.",
            _ => "Global maximum of the Sharpe ratio (risk-free rate 0) over all long-only portfolios that keep the constraints.",
        };
        yield return Invariant($"Expected return {optimum.Return:P2}, volatility {optimum.Volatility:P2}, Sharpe ratio {optimum.Sharpe:0.00} a year.");
        var largest = Array.IndexOf(optimum.Percentages, optimum.Percentages.Max());
        yield return Invariant($"Largest position: {optimum.Symbols[largest]} with {optimum.Percentages[largest]:0.##} %.");
        if (request.TargetSharpe is { } target)
        {
            yield return Invariant(
                $"targetSharpeRatio {target:0.##} is {(optimum.Sharpe >= target ? "" : "not ")}reached ({optimum.Sharpe:0.00}); it is a wish, not a constraint.");
        }
    }

    private static IEnumerable<string> Risks(OptimizeRequest request, Optimum optimum)
    {
        if (NoGain(request, optimum))
            yield return "No portfolio that keeps the constraints has a positive expected return: the minimum-volatility portfolio is given instead.";
        if (optimum.Volatility < 1e-6)
            yield return "The portfolio shows no measurable volatility in this data; its Sharpe ratio means nothing.";
        yield return Invariant(
            $"Means are estimated from {optimum.Observations} days: the confidence of {optimum.Confidence:0.00} reflects the standard error of the Sharpe ratio.");
        if (request.Prices is null)
            yield return "The market is simulated: these are not real prices and no advice.";
    }

    private static bool NoGain(OptimizeRequest request, Optimum optimum) =>
        request.Goal is OptimizationGoal.Sharpe && optimum.Return <= 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

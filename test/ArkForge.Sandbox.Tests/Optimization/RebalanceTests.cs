using ArkForge.Sandbox.Optimization.Internal;
using CsCheck;

namespace ArkForge.Sandbox.Tests.Optimization;

public sealed class RebalanceTests
{
    private static readonly Gen<Dictionary<string, decimal>> Portfolio =
        Gen.Int[1, 1000].Array[1, 8].Select(parts => parts
            .Select((part, i) => (Symbol: $"S{i}", Share: Math.Round(100m * part / parts.Sum(), 4)))
            .ToDictionary(pair => pair.Symbol, pair => pair.Share));

    [Test]
    public void Swaps_AnyTwoPortfolios_ConserveToTheCentAndReachTheTarget() =>
        Gen.Select(Portfolio, Portfolio, Gen.Int[1, 100_000_000]).Sample((current, target, cents) =>
        {
            var swaps = Rebalance.Swaps(cents / 100m, current, target);

            var symbols = current.Keys.Union(target.Keys).ToArray();
            var moved = symbols.ToDictionary(symbol => symbol, symbol =>
                swaps.Where(swap => swap.ToToken == symbol).Sum(swap => swap.ToAmount)
                - swaps.Where(swap => swap.FromToken == symbol).Sum(swap => swap.FromAmount));
            return swaps.All(swap => swap.FromAmount == swap.ToAmount && swap.FromAmount >= 0.01m && swap.FromToken != swap.ToToken)
                && symbols.All(symbol => Math.Abs(moved[symbol] - Wanted(symbol)) <= 0.03m);

            decimal Wanted(string symbol) => cents / 100m
                * ((target.GetValueOrDefault(symbol) / target.Values.Sum()) - (current.GetValueOrDefault(symbol) / current.Values.Sum()));
        });

    [TestCase(50, 50, "hold")]
    [TestCase(50, 50.004, "hold")]
    [TestCase(50, 50.01, "buy")]
    [TestCase(50, 49.99, "sell")]
    [TestCase(50, 0, "sell")]
    [TestCase(0, 10, "buy")]
    public void Actions_Change_DecidesByItsSign(decimal current, decimal target, string expected)
    {
        var action = Rebalance.Actions(
            new Dictionary<string, decimal> { ["A"] = current }, new Dictionary<string, decimal> { ["A"] = target }).Single();

        Assert.That((action.Action, action.Change), Is.EqualTo((expected, target - current)));
    }
}

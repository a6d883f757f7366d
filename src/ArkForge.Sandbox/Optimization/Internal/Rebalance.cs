namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>What separates a portfolio from its target: actions in points, and swaps in cents of the budget.</summary>
internal static class Rebalance
{
    /// <summary>Changes smaller than this many points are held: they round to nothing at two decimals.</summary>
    private const decimal HoldBelow = 0.005m;

    public static IReadOnlyList<PortfolioAction> Actions(
        IReadOnlyDictionary<string, decimal> current, IReadOnlyDictionary<string, decimal> target) =>
        [.. Symbols(current, target).Select(symbol => Action(symbol, current.GetValueOrDefault(symbol), target.GetValueOrDefault(symbol)))];

    /// <summary>
    /// Pairs of sells and buys that fund each other: carried out, they turn the budget split as now into the budget split as wanted, to the cent.
    /// </summary>
    public static IReadOnlyList<Swap> Swaps(
        decimal budget, IReadOnlyDictionary<string, decimal> current, IReadOnlyDictionary<string, decimal> target)
    {
        var symbols = Symbols(current, target);
        var cents = (long)(budget * 100);
        var now = AllocationRounding.SplitCents(cents, [.. symbols.Select(symbol => current.GetValueOrDefault(symbol))]);
        var then = AllocationRounding.SplitCents(cents, [.. symbols.Select(symbol => target.GetValueOrDefault(symbol))]);
        var sells = Largest(i => now[i] - then[i]);
        var buys = Largest(i => then[i] - now[i]);
        var swaps = new List<Swap>();
        while (sells.TryPeek(out var sell) && buys.TryPeek(out var buy))
        {
            var moved = Math.Min(sell.Cents, buy.Cents);
            var (from, to) = (symbols[sell.Asset], symbols[buy.Asset]);
            swaps.Add(new Swap("swap", from, moved / 100m, to, moved / 100m, $"{from} is above its target, {to} below"));
            Reduce(sells, sell, moved);
            Reduce(buys, buy, moved);
        }

        return swaps;

        Stack<(int Asset, long Cents)> Largest(Func<int, long> amount) => new(
            Enumerable.Range(0, symbols.Length).Select(i => (i, amount(i))).Where(pair => pair.Item2 > 0).OrderBy(pair => pair.Item2));
    }

    private static void Reduce(Stack<(int Asset, long Cents)> stack, (int Asset, long Cents) top, long moved)
    {
        _ = stack.Pop();
        if (top.Cents > moved)
            stack.Push((top.Asset, top.Cents - moved));
    }

    private static PortfolioAction Action(string symbol, decimal current, decimal target)
    {
        var change = target - current;
        var action = Math.Abs(change) < HoldBelow ? "hold" : change > 0 ? "buy" : "sell";
        return new PortfolioAction(action, symbol, target, current, change);
    }

    private static string[] Symbols(IReadOnlyDictionary<string, decimal> current, IReadOnlyDictionary<string, decimal> target) =>
        [.. current.Keys.Union(target.Keys).Order(StringComparer.Ordinal)];
}

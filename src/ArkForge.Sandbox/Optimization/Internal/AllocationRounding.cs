namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>Largest-remainder rounding in whole units: the total is kept, no share leaves its bounds.</summary>
internal static class AllocationRounding
{
    /// <summary>Decimals of a percentage: enough that rounding cannot be seen in the certificate of optimality.</summary>
    public const int Decimals = 12;

    private const double UnitsPerOne = 1e14;
    private const long Total = 100_000_000_000_000;

    /// <summary>Weights as percentages that sum to 100, unless the caps, rounded down, leave no room for the last units.</summary>
    public static decimal[] ToPercentages(double[] weights, double cap)
    {
        var most = (long)Math.Floor((Math.Min(1, cap) * UnitsPerOne) + 0.1);
        var units = weights.Select(weight => weight * UnitsPerOne).ToArray();
        return [.. Share(units, Total, most).Select(unit => unit / 1_000_000_000_000m)];
    }

    /// <summary>An amount in cents, split in proportion to the shares; the parts sum to it.</summary>
    public static long[] SplitCents(long cents, IReadOnlyList<decimal> shares)
    {
        var sum = shares.Sum();
        return Share([.. shares.Select(share => (double)(share / sum * cents))], cents, cents);
    }

    private static long[] Share(double[] exact, long total, long most)
    {
        // The hair below a whole unit (0.99999999 for a held 1 %) is the solver's, not a remainder.
        var floors = exact.Select(value => Math.Clamp((long)Math.Floor(value + 1e-3), 0, most)).ToArray();
        var missing = total - floors.Sum();
        var order = Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - floors[i]).ToArray();
        while (missing != 0)
        {
            var before = missing;
            foreach (var i in missing > 0 ? order : order.Reverse())
            {
                var step = Math.Sign(missing);
                if (missing == 0 || floors[i] + step > most || floors[i] + step < 0)
                    continue;
                floors[i] += step;
                missing -= step;
            }

            if (missing == before)
                break;
        }

        return floors;
    }
}

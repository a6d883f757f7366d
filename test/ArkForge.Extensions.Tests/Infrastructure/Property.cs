using System.Globalization;
using CsCheck;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Property tests with the same cases in every run.</summary>
/// <remarks>
/// A seed given to CsCheck pins its first case only. Here every case comes from one pinned generator, and what fails is handed to CsCheck, which
/// looks for a smaller one and names its seed. The environment variable <c>CsCheck_Iter</c> overrides the number of cases, <c>CsCheck_Seed</c>
/// begins with another one.
/// </remarks>
internal static class Property
{
    private const uint Stream = 11;
    private const ulong Seed = 20_251_023;
    private const int ShrinkingCases = 300;

    private static readonly int? Asked =
        int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;

    /// <summary>Makes cases out of these values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Checks that something holds for every case.</summary>
    /// <param name="cases">Makes the cases.</param>
    /// <param name="holds">Throws if it does not.</param>
    /// <param name="count">How many cases by default.</param>
    /// <param name="print">Shows a case that fails.</param>
    public static void ForAll<T>(Gen<T> cases, Action<T> holds, int count, Func<T, string>? print = null)
    {
        var random = Check.Seed is { Length: > 0 } asked ? PCG.Parse(asked) : new PCG(Stream, Seed);
        for (var i = 0; i < (Asked ?? count); i++)
        {
            var seed = random.ToString();
            var one = cases.Generate(random, null!, out _);
            try
            {
                holds(one);
            }
            catch
            {
                cases.Sample(holds, seed: seed, iter: ShrinkingCases, threads: 1, print: print);
                throw;
            }
        }
    }
}

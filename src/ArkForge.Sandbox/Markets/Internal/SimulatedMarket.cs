using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ArkForge.Sandbox.Markets.Internal;

/// <summary>
/// A year of invented daily returns, the same for the same seed whatever else is asked for. One market factor correlates the symbols;
/// each series is standardised, so that its mean and volatility are exactly those of its <see cref="SimulatedAsset"/>.
/// </summary>
internal sealed class SimulatedMarket(int seed)
{
    private const int Length = 365;

    private static readonly Dictionary<string, SimulatedAsset> Known = new(StringComparer.Ordinal)
    {
        ["BTC"] = new(0.45, 0.55, 0.92),
        ["ETH"] = new(0.40, 0.70, 0.88),
        ["SOL"] = new(0.55, 0.95, 0.78),
        ["BNB"] = new(0.32, 0.58, 0.80),
        ["XRP"] = new(0.28, 0.80, 0.65),
        ["ADA"] = new(0.20, 0.85, 0.76),
        ["AVAX"] = new(0.30, 0.98, 0.77),
        ["DOT"] = new(0.12, 0.88, 0.78),
        ["LINK"] = new(0.34, 0.86, 0.74),
        ["DOGE"] = new(0.25, 1.05, 0.62),
        ["USDC"] = new(0.041, 0.004, 0.02),
        ["USDT"] = new(0.039, 0.005, 0.04),
        ["DAI"] = new(0.036, 0.006, 0.03),
    };

    public PriceHistory History(IReadOnlyList<string> symbols)
    {
        var market = Noise("");
        var series = symbols.Select(symbol => Series(symbol, market)).ToArray();
        var rows = Enumerable.Range(0, Length).Select(day => series.Select(returns => returns[day]).ToArray()).ToArray();
        return new PriceHistory(symbols, rows, $"the sandbox's simulated market (seed {seed}), not real prices");
    }

    private double[] Series(string symbol, double[] market)
    {
        var asset = Known.GetValueOrDefault(symbol) ?? Invent(symbol);
        var own = Noise(symbol);
        var mixed = market.Zip(own, (common, single) =>
            (asset.MarketCorrelation * common) + (Math.Sqrt(1 - (asset.MarketCorrelation * asset.MarketCorrelation)) * single)).ToArray();
        var scale = asset.Volatility / Math.Sqrt(PriceHistory.Days);
        return [.. Standardize(mixed).Select(value => (asset.Drift / PriceHistory.Days) + (scale * value))];
    }

    /// <summary>Drift -10 to 60 %, volatility 40 to 120 %, correlation with the market 0.3 to 0.9, all from the name.</summary>
    private SimulatedAsset Invent(string symbol)
    {
        var random = Generator("asset:" + symbol);
        return new SimulatedAsset(-0.1 + (0.7 * random.NextUnit()), 0.4 + (0.8 * random.NextUnit()), 0.3 + (0.6 * random.NextUnit()));
    }

    private double[] Noise(string name)
    {
        var random = Generator("noise:" + name);
        return [.. Enumerable.Range(0, Length).Select(_ => random.NextNormal())];
    }

    private SplitMix Generator(string name) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{name}"))));

    private static double[] Standardize(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        return [.. values.Select(value => (value - mean) / deviation)];
    }
}

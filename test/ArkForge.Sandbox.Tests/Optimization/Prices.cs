using System.Globalization;

namespace ArkForge.Sandbox.Tests.Optimization;

/// <summary>Seeded price points as a caller would send them.</summary>
internal static class Prices
{
    public static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static List<Dictionary<string, object>> Of(int seed, int days, params string[] symbols)
    {
        var random = new Random(seed);
        return [.. symbols.SelectMany((symbol, i) => Series(random, symbol, days, 0.01 * (i + 1)))];
    }

    public static Dictionary<string, object> Point(string symbol, DateTime date, double price) => new()
    {
        ["symbol"] = symbol,
        ["timestamp"] = date.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["price"] = price,
    };

    private static IEnumerable<Dictionary<string, object>> Series(Random random, string symbol, int days, double scale)
    {
        var price = 100.0;
        for (var day = 0; day < days; day++)
        {
            yield return Point(symbol, Start.AddDays(day), price);
            price *= 1 + (scale * ((random.NextDouble() * 2) - 0.93));
        }
    }
}

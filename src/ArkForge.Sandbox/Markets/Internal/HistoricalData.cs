using System.Globalization;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Markets.Internal;

/// <summary>Reads the prices of a backtest and joins them by UTC date.</summary>
internal static class HistoricalData
{
    private const string Field = "historicalData";

    public static IReadOnlyList<PricePoint>? Read(JsonFields fields, FaultList faults) =>
        fields.Objects(Field)?.Select(point => ReadPoint(point, faults)).OfType<PricePoint>().ToArray();

    public static PriceHistory Join(IReadOnlyList<PricePoint> points, IReadOnlyList<string> symbols)
    {
        var faults = new FaultList();
        var series = symbols.ToDictionary(symbol => symbol, _ => new Dictionary<DateOnly, double>());
        foreach (var point in points)
        {
            if (series.TryGetValue(point.Symbol, out var prices) && !prices.TryAdd(point.Date, point.Price) && prices[point.Date] != point.Price)
                faults.Add(Field, string.Create(CultureInfo.InvariantCulture, $"has two prices for {point.Symbol} on {point.Date:yyyy-MM-dd}"));
        }

        foreach (var symbol in symbols.Where(symbol => series[symbol].Count < PriceHistory.FewestPrices))
            faults.Add(Field, $"has {series[symbol].Count} daily prices of {symbol}; at least {PriceHistory.FewestPrices} are needed");
        faults.ThrowIfAny();

        var dates = series[symbols[0]].Keys.Where(date => symbols.All(symbol => series[symbol].ContainsKey(date))).Order().ToArray();
        if (dates.Length < PriceHistory.FewestPrices)
        {
            throw FaultList.One(
                Field, $"has {dates.Length} dates with a price of every asset; at least {PriceHistory.FewestPrices} are needed");
        }

        var rows = dates.Zip(dates.Skip(1), (before, after) =>
            symbols.Select(symbol => (series[symbol][after] / series[symbol][before]) - 1).ToArray()).ToArray();
        if (rows.Any(row => row.Any(value => !double.IsFinite(value) || value > 1e6)))
            throw FaultList.One(Field, "has a price that grows more than a millionfold in one step");
        return new PriceHistory(symbols, rows, string.Create(
            CultureInfo.InvariantCulture, $"the {dates.Length} joined daily prices sent, {dates[0]:yyyy-MM-dd} to {dates[^1]:yyyy-MM-dd}"));
    }

    private static PricePoint? ReadPoint(JsonFields point, FaultList faults)
    {
        Require(point, "symbol", faults);
        Require(point, "timestamp", faults);
        Require(point, "price", faults);
        var symbol = Symbols.Normalize(point.Text("symbol"));
        var price = point.Number("price");
        if (price <= 0)
            faults.Add(point.Path("price"), "must be greater than 0");
        return symbol is null || point.Timestamp("timestamp") is not { } timestamp || price is not > 0
            ? null
            : new PricePoint(symbol, DateOnly.FromDateTime(timestamp.UtcDateTime), price.Value);
    }

    private static void Require(JsonFields point, string name, FaultList faults)
    {
        if (!point.Has(name))
            faults.Add(point.Path(name), "is required");
    }
}

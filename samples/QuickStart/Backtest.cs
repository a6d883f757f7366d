using System.Globalization;
using System.Net;
using ArkForge.Extensions;

namespace QuickStart;

/// <summary>Sends daily prices along: the service then optimises on them instead of on the market of today.</summary>
internal sealed class Backtest(IArkForgePortfolioClient arkforge, Display display) : ITopic
{
    private static readonly string[] Assets = ["BTC", "ETH", "SOL", "LINK", "PAXG"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HistoricalPrice[] prices = [.. ReadPrices(Path.Combine(AppContext.BaseDirectory, "Prices.csv"))];
        display.Say($"Prices.csv: {prices.Length} made-up prices from {prices[0].Timestamp:yyyy-MM-dd} to {prices[^1].Timestamp:yyyy-MM-dd}.");

        var best = await OptimizeAsync(OptimizationGoal.Sharpe, prices, cancellationToken);
        display.Say("The most return for its risk, no more than 40 % of each:");
        display.Allocation(best.Allocation);

        display.Table(
            ["Goal", "Return", "Volatility", "Sharpe"],
            [
                Row("least risk", await OptimizeAsync(OptimizationGoal.Risk, prices, cancellationToken)),
                Row("best Sharpe ratio", best),
                Row("most return", await OptimizeAsync(OptimizationGoal.Return, prices, cancellationToken)),
            ]);

        await AnalyzeAsync(best.Allocation, prices, cancellationToken);
    }

    private Task<PortfolioRecommendation> OptimizeAsync(OptimizationGoal goal, HistoricalPrice[] prices, CancellationToken cancellationToken) =>
        arkforge.OptimizePortfolioAsync(
            new()
            {
                Assets = Assets,
                RiskProfile = RiskProfileType.Moderate,
                Optimization = new() { Goal = goal },
                Constraints = new() { MaxPositionSize = 40 },
                HistoricalData = prices,
            },
            cancellationToken: cancellationToken);

    private async Task AnalyzeAsync(AssetPercentages allocation, HistoricalPrice[] prices, CancellationToken cancellationToken)
    {
        try
        {
            var analysis = await arkforge.AnalyzePortfolioAsync(
                new() { Portfolio = allocation, HistoricalData = prices }, cancellationToken: cancellationToken);
            display.Say(
                $"Held through those days, it would have fallen {analysis.MaxDrawdown:P1} from its peak at worst, "
                + $"and lost more than {analysis.ValueAtRisk95:P1} on one day in twenty.");
        }
        catch (ArkForgeException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented)
        {
            display.Say("This service does not analyse portfolios yet.");
        }
    }

    private static string[] Row(string goal, PortfolioRecommendation found) =>
        [goal, $"{found.ExpectedReturn:P1}", $"{found.ExpectedVolatility:P1}", $"{found.SharpeRatio:0.00}"];

    /// <summary>One line a day: the date, then the price of each asset named in the first line. <c>#</c> begins a remark.</summary>
    private static IEnumerable<HistoricalPrice> ReadPrices(string path)
    {
        var lines = File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(line => line.Split(',')).ToArray();
        return
            from line in lines[1..]
            let day = DateTimeOffset.Parse(line[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            from column in Enumerable.Range(1, line.Length - 1)
            select new HistoricalPrice
            {
                Symbol = lines[0][column],
                Timestamp = day,
                Price = decimal.Parse(line[column], CultureInfo.InvariantCulture),
            };
    }
}

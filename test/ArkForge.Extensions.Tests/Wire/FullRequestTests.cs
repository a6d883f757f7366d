using System.Globalization;
using System.Text.Json;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Wire;

/// <summary>A request with every member given.</summary>
public sealed class FullRequestTests
{
    private static readonly DateTimeOffset FirstDay = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static OptimizePortfolioRequest Request => new()
    {
        Assets = ["btc", "ETH"],
        RiskProfile = RiskProfileType.Aggressive,
        CurrentPortfolio = new() { ["btc"] = 60.5m, ["eth"] = 39.5m },
        Budget = 10_000.25m,
        HorizonDays = 30,
        SentimentTimeframeHours = 24,
        Constraints = new() { MaxPositionSize = 70, MinDiversification = 2, ExcludedAssets = ["doge"] },
        Optimization = new()
        {
            TargetSharpeRatio = 1.5,
            MaxVolatility = 0.5,
            MinExpectedReturn = 0.1,
            Goal = OptimizationGoal.Sharpe,
            SentimentWeight = 0.25,
            IgnoreSentiment = false,
            OptimisticBias = true,
        },
        Options = new() { Parallel = true, LlmProvider = LlmProvider.Anthropic, LlmModel = "large", IncludeRationale = false },
        HistoricalData = [.. Prices("btc", 100), .. Prices("ETH", 10)],
        HistoricalSentiment =
        [
            new()
            {
                Asset = "btc", Timestamp = FirstDay, Score = -0.5, Category = SentimentCategory.VeryBearish, Confidence = 0.75, GalaxyScore = 55.5,
                AltRank = 12, Social = JsonDocument.Parse("""{"posts_total":3,"by Site":{"x":1}}""").RootElement,
            },
        ],
    };

    private static string Expected => $$$$"""
        {"assets":["BTC","ETH"],"riskProfile":"aggressive","currentPortfolio":{"BTC":60.5,"ETH":39.5},"budget":10000.25,"horizonDays":30,"sentimentTimeframeHours":24,
        "constraints":{"maxPositionSize":70,"minDiversification":2,"excludedAssets":["DOGE"]},
        "optimization":{"targetSharpeRatio":1.5,"maxVolatility":0.5,"minExpectedReturn":0.1,"goal":"sharpe","sentimentWeight":0.25,"ignoreSentiment":false,"optimisticBias":true},
        "options":{"parallel":true,"llmProvider":"anthropic","llmModel":"large","includeRationale":false},
        "historicalData":[{{{{ExpectedPrices("BTC", 100)}}}},{{{{ExpectedPrices("ETH", 10)}}}}],
        "historicalSentiment":[{"asset":"BTC","timestamp":"2025-01-01T00:00:00+00:00","score":-0.5,"category":"very_bearish","confidence":0.75,"galaxyScore":55.5,"altRank":12,"social":{"posts_total":3,"by Site":{"x":1}}}]}
        """.ReplaceLineEndings("");

    [Test]
    public async Task OptimizePortfolio_WithEveryMember_WritesEveryMember([Values] JsonNaming naming, [Values] bool isAsync)
    {
        using var wire = new WireAccount(options => options.JsonNaming = naming).AnswerAlways(ApiCalls.OptimizePortfolio.Answer);

        _ = isAsync ? await wire.Client.Portfolio.OptimizePortfolioAsync(Request) : wire.Client.Portfolio.OptimizePortfolio(Request);

        Assert.That(wire.Requests.Single().Body, Is.EqualTo(naming == JsonNaming.SnakeCase ? SnakeCase.Of(Expected) : Expected));
    }

    private static IEnumerable<HistoricalPrice> Prices(string symbol, int first) => Enumerable.Range(0, 90)
        .Select(day => new HistoricalPrice { Symbol = symbol, Timestamp = FirstDay.AddDays(day), Price = first + (day * 0.5m), Volume = 1000 + day });

    private static string ExpectedPrices(string symbol, int first) => string.Join(',', Enumerable.Range(0, 90).Select(day => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"symbol":"{{symbol}}","timestamp":"{{FirstDay.AddDays(day):yyyy-MM-dd}}T00:00:00+00:00","price":{{first + (day * 0.5m):0.#}},"volume":{{1000 + day}}}""")));
}

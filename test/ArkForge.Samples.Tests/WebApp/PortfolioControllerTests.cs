using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArkForge.Extensions;

namespace ArkForge.Samples.Tests.WebApp;

public sealed class PortfolioControllerTests
{
    private static readonly OptimizePortfolioRequest Full = new()
    {
        Assets = ["BTC", "ETH"],
        RiskProfile = RiskProfileType.Aggressive,
        CurrentPortfolio = new() { ["BTC"] = 62.5m, ["ETH"] = 37.5m },
        Budget = 1234.56m,
        HorizonDays = 30,
        SentimentTimeframeHours = 24,
        Constraints = new() { MaxPositionSize = 80, MinDiversification = 2, ExcludedAssets = ["DOGE"] },
        Optimization = new() { Goal = OptimizationGoal.Sharpe, TargetSharpeRatio = 1.5, MaxVolatility = 0.5, MinExpectedReturn = 0.1, SentimentWeight = 0.5 },
        Options = new() { Parallel = true, LlmProvider = LlmProvider.Claude, LlmModel = "m", IncludeRationale = false },
        HistoricalData = [.. Enumerable.Range(0, 180).Select(i => new HistoricalPrice
        {
            Symbol = i % 2 == 0 ? "BTC" : "ETH",
            Timestamp = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i / 2),
            Price = 100 + i + 0.25m,
            Volume = i,
        })],
        HistoricalSentiment =
        [
            new()
            {
                Asset = "ETH",
                Timestamp = new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero),
                Score = -0.5,
                Category = SentimentCategory.Bearish,
                Confidence = 0.75,
                GalaxyScore = 50,
                AltRank = 7,
                Social = JsonSerializer.SerializeToElement(new { mentions = new[] { 1, 2 } }),
            },
        ],
    };

    [Test]
    public async Task Optimize_FullRequest_ReachesTheServiceUnchanged()
    {
        using var network = new StubService();
        await using var app = new WebAppFactory(network);

        using var response = await app.CreateClient().PostAsJsonAsync("/portfolio/optimize", Full);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        var arrived = JsonSerializer.Deserialize<OptimizePortfolioRequest>(network.LastRequest!, JsonSerializerOptions.Web);
        Assert.That(Text(arrived), Is.EqualTo(Text(Full)));
    }

    [Test]
    public async Task Optimize_FullAnswer_ReachesTheCallerUnchanged()
    {
        using var network = new StubService();
        await using var app = new WebAppFactory(network);

        using var response = await app.CreateClient().PostAsJsonAsync("/portfolio/optimize", Full);

        var answer = await response.Content.ReadAsStringAsync();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(StubService.Recommendation)), Is.True, answer);
    }

    [Test]
    public async Task Optimize_EverythingWrong_NamesEveryFault()
    {
        await using var app = new WebAppFactory();
        using var body = new StringContent(
            """
            {"assets":["BTC","btc"],"riskProfile":"bold","currentPortfolio":{"BTC":60,"ETH":30},"budget":-1,"horizonDays":400,
             "constraints":{"maxPositionSize":120,"minDiversification":0},"optimization":{"sentimentWeight":2},
             "historicalData":[{"symbol":"BTC","timestamp":"2025-01-01T00:00:00Z","price":-1}],
             "historicalSentiment":[{"asset":"BTC","timestamp":"2025-01-01T00:00:00Z","score":3,"category":"odd","confidence":1},{"asset":"","timestamp":"2025-01-01T00:00:00Z","score":0,"category":"neutral","confidence":1}]}
            """,
            Encoding.UTF8,
            "application/json");

        using var response = await app.CreateClient().PostAsync("/portfolio/optimize", body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var errors = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsObject();
        Assert.That(errors.Select(error => error.Key), Is.SupersetOf(new[]
        {
            "Assets", "RiskProfile", "CurrentPortfolio", "Budget", "HorizonDays", "Constraints.MaxPositionSize", "Constraints.MinDiversification",
            "Optimization.SentimentWeight", "HistoricalData[0].Price", "HistoricalSentiment[0].Score",
            "HistoricalSentiment[0].Category", "HistoricalSentiment[1].Asset",
        }));
    }

    [Test]
    public async Task Optimize_HistoryTooShort_NamesTheList()
    {
        await using var app = new WebAppFactory();

        using var response = await app.CreateClient().PostAsJsonAsync("/portfolio/optimize", Full with { HistoricalData = [.. Full.HistoricalData!.Take(9)] });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!["HistoricalData"]![0], Does.Contain("'BTC' has 5, 'ETH' has 4"));
    }

    [Test]
    public async Task Optimize_Sandbox_AllocatesTheWhole()
    {
        await using var app = new WebAppFactory();
        using var response = await app.CreateClient().PostAsJsonAsync(
            "/portfolio/optimize", new OptimizePortfolioRequest { Assets = ["BTC", "ETH", "SOL"], RiskProfile = RiskProfileType.Moderate });

        var recommendation = await response.Content.ReadFromJsonAsync<PortfolioRecommendation>();
        Assert.That(recommendation!.Allocation.Total, Is.EqualTo(100m).Within(0.1m));
        Assert.That(recommendation.Metadata!.LlmProvider!.Value.Value, Is.EqualTo("sandbox"));
    }

    [Test]
    public async Task Optimize_Impossible_NamesTheMemberAndTheBound()
    {
        await using var app = new WebAppFactory();
        using var response = await app.CreateClient().PostAsJsonAsync("/portfolio/optimize", new OptimizePortfolioRequest
        {
            Assets = ["BTC", "ETH"],
            RiskProfile = RiskProfileType.Moderate,
            Constraints = new() { MaxPositionSize = 20 },
        });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.That(problem["errors"]!.ToJsonString(), Does.Contain("Constraints.MaxPositionSize").And.Contain("50"));
    }

    [Test]
    public async Task Analyze_Sandbox_ExplainsTheRisk()
    {
        await using var app = new WebAppFactory();
        using var response = await app.CreateClient().PostAsJsonAsync(
            "/portfolio/analyze", new AnalyzePortfolioRequest { Portfolio = new() { ["BTC"] = 60, ["ETH"] = 40 } });

        var analysis = await response.Content.ReadFromJsonAsync<PortfolioAnalysis>();
        Assert.That(analysis!.RiskContributions.Total, Is.EqualTo(100m).Within(0.1m));
    }

    [TestCase("/portfolio/health", "ok")]
    [TestCase("/portfolio/risk-profiles", "conservative")]
    public async Task Get_Sandbox_Answers(string path, string expected)
    {
        await using var app = new WebAppFactory();

        Assert.That(await app.CreateClient().GetStringAsync(path), Does.Contain(expected));
    }

    private static string Text<T>(T model) => JsonSerializer.Serialize(model, JsonSerializerOptions.Web);
}

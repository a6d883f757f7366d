using System.Globalization;
using System.Net;
using System.Text.Json;
using ArkForge.Sandbox.Tests.Optimization;

namespace ArkForge.Sandbox.Tests.Endpoints;

public sealed class OptimizeEndpointTests
{
    private const string Path = "/api/v1/portfolio/optimize";
    private static readonly string[] Assets = ["BTC", "ETH", "SOL", "USDC"];

    [TestCase("conservative")]
    [TestCase("moderate")]
    [TestCase("aggressive")]
    public async Task Optimize_Backtest_IsCertifiedFromThePricesSent(string profile)
    {
        var prices = Prices.Of(7, 200, Assets);
        var answer = await OptimizeAsync(new
        {
            assets = Assets,
            riskProfile = profile,
            constraints = new { maxPositionSize = 45 },
            historicalData = prices,
        });

        var (mean, covariance) = Estimate(prices, Assets);
        var weights = Weights(answer, Assets);
        var certificate = new OptimalityCertificate(mean, covariance) { Upper = [.. Assets.Select(_ => 0.45)] };
        var gap = profile switch
        {
            "conservative" => certificate.RiskGap(weights),
            "aggressive" => certificate.ReturnGap(weights),
            _ => certificate.SharpeGap(weights),
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gap, Is.InRange(-1e-9, 1e-6));
            Assert.That(certificate.Violation(weights), Is.LessThan(1e-12));
            Assert.That(answer.GetProperty("allocation").EnumerateObject().Sum(share => share.Value.GetDecimal()), Is.EqualTo(100m));
            Assert.That(answer.GetProperty("expectedReturn").GetDouble(), Is.EqualTo(certificate.Return(weights)).Within(1e-9));
            Assert.That(answer.GetProperty("expectedVolatility").GetDouble(), Is.EqualTo(certificate.Volatility(weights)).Within(1e-9));
            Assert.That(
                answer.GetProperty("sharpeRatio").GetDouble(),
                Is.EqualTo(certificate.Return(weights) / certificate.Volatility(weights)).Within(1e-6));
        }
    }

    [Test]
    public async Task Optimize_ShuffledRepeatedAndForeignPoints_ChangesNothing()
    {
        var prices = Prices.Of(3, 120, Assets);
        var plain = await OptimizeAsync(new { assets = Assets, riskProfile = "moderate", historicalData = prices });
        var shuffled = prices.Concat(prices.Take(40)).Concat(Prices.Of(9, 10, "DOGE")).ToArray();
        new Random(1).Shuffle(shuffled);

        var other = await OptimizeAsync(new { assets = Assets.Reverse(), riskProfile = "moderate", historicalData = shuffled });

        Assert.That(Weights(other, Assets), Is.EqualTo(Weights(plain, Assets)));
    }

    [Test]
    public async Task Optimize_Live_IsDeterministicBySeedAndSaysSo()
    {
        var request = new { assets = new[] { "BTC", "ETH", "NOBODYKNOWS" }, risk_profile = "moderate" };

        var first = await OptimizeAsync(request);
        var second = await OptimizeAsync(request);
        var otherSeed = await OptimizeAsync(request, seed: 2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.GetProperty("allocation").GetRawText(), Is.EqualTo(first.GetProperty("allocation").GetRawText()));
            Assert.That(otherSeed.GetProperty("allocation").GetRawText(), Is.Not.EqualTo(first.GetProperty("allocation").GetRawText()));
            Assert.That(first.GetProperty("rationale").GetProperty("marketContext").GetString(), Does.Contain("simulated"));
            Assert.That(first.GetProperty("metadata").GetProperty("llmProvider").GetString(), Is.EqualTo("sandbox"));
        }
    }

    [TestCase("minExpectedReturn", 0.99, "optimization.minExpectedReturn 0.99 is above the best attainable ")]
    [TestCase("maxVolatility", 0.1, "optimization.maxVolatility 0.1 is below the least attainable ")]
    public async Task Optimize_Infeasible_TellsABoundThatIsAttainable(string name, double value, string start)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var refused = await client.PostAsync(Path, Request(value));
        var text = refused.Message;
        var bound = double.Parse(text[start.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
        var granted = await client.PostAsync(Path, Request(bound));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "E_INVALID_PARAMETERS")));
            Assert.That(text, Does.StartWith(start).And.EndWith("under maxPositionSize 60"));
            Assert.That(granted.Status, Is.EqualTo(HttpStatusCode.OK));
        }

        object Request(double bound) => new
        {
            assets = new[] { "BTC", "ETH", "SOL" },
            riskProfile = "moderate",
            constraints = new { maxPositionSize = 60 },
            optimization = new Dictionary<string, double> { [name] = bound },
        };
    }

    [TestCase("""{"assets":["BTC"]}""", "E_INVALID_RISK", "riskProfile")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"wild"}""", "E_INVALID_RISK", "riskProfile")]
    [TestCase("""{"riskProfile":"moderate"}""", "E_INVALID_ASSETS", "assets")]
    [TestCase("""{"assets":[],"riskProfile":"moderate"}""", "E_INVALID_ASSETS", "assets")]
    [TestCase("""{"assets":["BTC"," btc "],"riskProfile":"moderate"}""", "E_INVALID_ASSETS", "assets")]
    [TestCase("""{"assets":["BTC",""],"riskProfile":"moderate"}""", "E_INVALID_ASSETS", "assets")]
    [TestCase("""{"assets":"BTC","riskProfile":"moderate"}""", "E_INVALID_PARAMETERS", "assets")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","horizonDays":0}""", "E_INVALID_PARAMETERS", "horizonDays")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","budget":-5}""", "E_INVALID_PARAMETERS", "budget")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","budget":1e999}""", "E_INVALID_PARAMETERS", "budget")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","currentPortfolio":{"BTC":99}}""", "E_INVALID_PARAMETERS", "currentPortfolio")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","constraints":{"maxPositionSize":101}}""", "E_INVALID_PARAMETERS", "constraints.maxPositionSize")]
    [TestCase("""{"assets":["BTC","ETH"],"riskProfile":"moderate","constraints":{"maxPositionSize":40}}""", "E_INVALID_PARAMETERS", "constraints.maxPositionSize")]
    [TestCase("""{"assets":["BTC","ETH"],"riskProfile":"moderate","constraints":{"minDiversification":3}}""", "E_INVALID_PARAMETERS", "constraints.minDiversification")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","constraints":{"excludedAssets":["BTC"]}}""", "E_INVALID_ASSETS", "constraints.excludedAssets")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","optimization":{"goal":"fun"}}""", "E_INVALID_PARAMETERS", "optimization.goal")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","optimization":{"maxVolatility":2}}""", "E_INVALID_PARAMETERS", "optimization.maxVolatility")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","historicalData":[]}""", "E_INVALID_PARAMETERS", "historicalData")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","historicalData":[{"symbol":"BTC"}]}""", "E_INVALID_PARAMETERS", "historicalData[0].timestamp")]
    [TestCase("""{"assets":["BTC"],"riskProfile":"moderate","historicalSentiment":[{"asset":"BTC","timestamp":"2024-01-01","score":3}]}""", "E_INVALID_PARAMETERS", "historicalSentiment[0].score")]
    [TestCase("""[]""", "E_INVALID_PARAMETERS", "body")]
    [TestCase("""{"assets":""", "E_INVALID_PARAMETERS", "body")]
    public async Task Optimize_BadBody_NamesTheField(string body, string code, string field)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var reply = await client.PostAsync(Path, body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.BadRequest, code)));
            Assert.That(reply.Body.GetProperty("error").GetProperty("details").TryGetProperty(field, out _), Is.True, reply.Message);
        }
    }

    [Test]
    public async Task Optimize_ManyFaults_ToldAtOnce()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var reply = await client.PostAsync(Path, new { riskProfile = "wild", horizonDays = 999, constraints = new { minDiversification = 0 } });

        Assert.That(
            reply.Body.GetProperty("error").GetProperty("details").EnumerateObject().Select(member => member.Name),
            Is.EquivalentTo(new[] { "assets", "riskProfile", "horizonDays", "constraints.minDiversification" }));
    }

    [TestCase(89, HttpStatusCode.BadRequest)]
    [TestCase(90, HttpStatusCode.OK)]
    public async Task Optimize_NumberOfDays_NinetyAreNeeded(int days, HttpStatusCode expected)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var reply = await client.PostAsync(
            Path, new { assets = new[] { "A", "B" }, riskProfile = "conservative", historicalData = Prices.Of(1, days, "A", "B") });

        Assert.That(reply.Status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Optimize_TwoPricesForOneDay_IsRefused()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        var prices = Prices.Of(1, 100, "A");
        prices.Add(Prices.Point("A", Prices.Start.AddDays(3).AddHours(5), 1));

        var reply = await client.PostAsync(Path, new { assets = new[] { "A" }, riskProfile = "conservative", historicalData = prices });

        Assert.That(reply.Message, Does.Contain("two prices for A on 2024-01-04"));
    }

    [TestCase(1.0, 1)]
    [TestCase(-1.0, -1)]
    public async Task Optimize_Sentiment_TiltsTheReturnByItsSign(double score, int sign)
    {
        var prices = Prices.Of(1, 100, "A");
        object[] sentiment = [new { asset = "a", timestamp = "2024-03-01T00:00:00Z", score, category = "neutral", confidence = 0.5 }];

        var plain = await OptimizeAsync(new { assets = new[] { "A" }, riskProfile = "moderate", historicalData = prices });
        var tilted = await OptimizeAsync(
            new { assets = new[] { "A" }, riskProfile = "moderate", historicalData = prices, historicalSentiment = sentiment });
        var ignored = await OptimizeAsync(new
        {
            assets = new[] { "A" },
            riskProfile = "moderate",
            historicalData = prices,
            historicalSentiment = sentiment,
            optimization = new { ignoreSentiment = true },
        });

        var volatility = plain.GetProperty("expectedVolatility").GetDouble();
        Assert.That(Return(tilted) - Return(plain), Is.EqualTo(sign * 0.1 * volatility).Within(1e-9));
        Assert.That(Return(ignored), Is.EqualTo(Return(plain)));

        static double Return(JsonElement answer) => answer.GetProperty("expectedReturn").GetDouble();
    }

    [Test]
    public async Task Optimize_CurrentPortfolioAndBudget_GivesActionsAndSwaps()
    {
        var answer = await OptimizeAsync(new
        {
            assets = new[] { "BTC", "ETH" },
            riskProfile = "moderate",
            budget = 1234.56,
            currentPortfolio = new { btc = 50, DOGE = 50 },
            constraints = new { maxPositionSize = 50 },
        });

        var actions = answer.GetProperty("actions").EnumerateArray()
            .ToDictionary(action => action.GetProperty("symbol").GetString()!, action => action.GetProperty("action").GetString());
        var swap = answer.GetProperty("swaps").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actions, Is.EquivalentTo(new Dictionary<string, string> { ["BTC"] = "hold", ["DOGE"] = "sell", ["ETH"] = "buy" }));
            Assert.That(swap.GetProperty("fromToken").GetString(), Is.EqualTo("DOGE"));
            Assert.That(swap.GetProperty("toToken").GetString(), Is.EqualTo("ETH"));
            Assert.That(swap.GetProperty("fromAmount").GetDecimal(), Is.EqualTo(617.28m));
            Assert.That(swap.GetProperty("toAmount").GetDecimal(), Is.EqualTo(617.28m));
        }
    }

    [Test]
    public async Task Optimize_NoGainPossible_GivesTheCalmestAndWarns()
    {
        var falling = Enumerable.Range(0, 120).SelectMany(day => new[]
        {
            Prices.Point("A", Prices.Start.AddDays(day), 100 * Math.Pow(0.99, day) * (1 + (0.01 * (day % 2)))),
            Prices.Point("B", Prices.Start.AddDays(day), 100 * Math.Pow(0.98, day) * (1 + (0.02 * (day % 3)))),
        });

        var answer = await OptimizeAsync(new { assets = new[] { "A", "B" }, riskProfile = "moderate", historicalData = falling });

        Assert.That(answer.GetProperty("rationale").GetProperty("risks")[0].GetString(), Does.Contain("minimum-volatility"));
    }

    [Test]
    public async Task Optimize_AllExcludedButOne_HoldsThatAndSellsTheRest()
    {
        var answer = await OptimizeAsync(new
        {
            assets = new[] { "BTC", "ETH" },
            riskProfile = "moderate",
            currentPortfolio = new { BTC = 100 },
            constraints = new { excludedAssets = new[] { "btc" } },
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Weights(answer, ["BTC", "ETH"]), Is.EqualTo(new[] { 0.0, 1.0 }));
            Assert.That(answer.GetProperty("actions")[0].GetProperty("action").GetString(), Is.EqualTo("sell"));
            Assert.That(answer.TryGetProperty("swaps", out _), Is.False, "there is no budget to count in");
        }
    }

    [Test]
    public async Task Optimize_MinDiversification_HoldsThatManyPositions()
    {
        var answer = await OptimizeAsync(new
        {
            assets = Assets,
            riskProfile = "aggressive",
            constraints = new { minDiversification = 3 },
        });

        Assert.That(Weights(answer, Assets).Count(weight => weight >= 0.01), Is.EqualTo(3));
    }

    [TestCase(0.1, " is reached")]
    [TestCase(50, " is not reached")]
    public async Task Optimize_TargetSharpe_IsOnlyCommentedOn(double target, string expected)
    {
        var plain = await OptimizeAsync(new { assets = Assets, riskProfile = "moderate" });

        var answer = await OptimizeAsync(new { assets = Assets, riskProfile = "moderate", optimization = new { targetSharpeRatio = target } });

        Assert.That(answer.GetProperty("rationale").GetProperty("drivers").GetRawText(), Does.Contain(expected));
        Assert.That(Weights(answer, Assets), Is.EqualTo(Weights(plain, Assets)));
    }

    [Test]
    public async Task Optimize_RandomConstraints_AreKeptOrRefusedByNameNeverFailed([Range(1, 40)] int seed)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.Seed = seed);
        using var client = new SandboxClient(sandbox);
        var random = new Random(seed);
        string[] assets = [.. new[] { "BTC", "ETH", "SOL", "USDC", "XYZ", "DAI", "Q" }.Take(random.Next(1, 8))];
        var (cap, positions) = (random.Next(1, 101), random.Next(1, 8));
        var (most, least) = (random.NextDouble(), random.NextDouble() / 2);

        var reply = await client.PostAsync(Path, new
        {
            assets,
            riskProfile = new[] { "conservative", "moderate", "aggressive" }[random.Next(3)],
            constraints = new { maxPositionSize = cap, minDiversification = positions },
            optimization = new { maxVolatility = most, minExpectedReturn = least },
        });

        if (reply.Status is HttpStatusCode.BadRequest)
        {
            Assert.That(reply.Message, Does.Match("^(constraints|optimization)\\.[a-zA-Z]+ [0-9.]+ is (above|below) the (best|least) attainable [0-9.]+"));
            return;
        }

        var weights = Weights(reply.Recommendation, assets);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(weights.Max(), Is.LessThanOrEqualTo(cap / 100.0));
            Assert.That(weights.Count(weight => weight >= 0.01), Is.GreaterThanOrEqualTo(positions));
            Assert.That(reply.Recommendation.GetProperty("expectedVolatility").GetDouble(), Is.LessThanOrEqualTo(most + 1e-8));
            Assert.That(reply.Recommendation.GetProperty("expectedReturn").GetDouble(), Is.GreaterThanOrEqualTo(least - 1e-8));
        }
    }

    [Test]
    public async Task Optimize_Confidence_GrowsWithTheData()
    {
        var few = await OptimizeAsync(new { assets = Assets, riskProfile = "moderate", historicalData = Prices.Of(1, 90, Assets) });
        var many = await OptimizeAsync(new { assets = Assets, riskProfile = "moderate", historicalData = Prices.Of(1, 900, Assets) });

        Assert.That(many.GetProperty("confidence").GetDouble(), Is.InRange(few.GetProperty("confidence").GetDouble() + 0.1, 1));
    }

    private static async Task<JsonElement> OptimizeAsync(object request, int seed = 1)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.Seed = seed);
        using var client = new SandboxClient(sandbox);
        var reply = await client.PostAsync(Path, request);
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.Body.GetRawText());
        return reply.Recommendation;
    }

    private static double[] Weights(JsonElement answer, string[] symbols) =>
        [.. symbols.Select(symbol => answer.GetProperty("allocation").GetProperty(symbol).GetDouble() / 100)];

    /// <summary>The documented conventions, written down a second time: 365 days, sample covariance with ddof 1.</summary>
    private static (double[] Mean, double[,] Covariance) Estimate(List<Dictionary<string, object>> points, string[] symbols)
    {
        var returns = symbols.Select(symbol =>
        {
            var prices = points.Where(point => (string)point["symbol"] == symbol).Select(point => (double)point["price"]).ToArray();
            return prices.Zip(prices.Skip(1), (before, after) => (after / before) - 1).ToArray();
        }).ToArray();
        var mean = returns.Select(series => series.Average()).ToArray();
        var covariance = new double[symbols.Length, symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            for (var j = 0; j < symbols.Length; j++)
                covariance[i, j] = 365 * returns[i].Zip(returns[j], (a, b) => (a - mean[i]) * (b - mean[j])).Sum() / (returns[i].Length - 1);
        }

        return ([.. mean.Select(value => 365 * value)], covariance);
    }
}

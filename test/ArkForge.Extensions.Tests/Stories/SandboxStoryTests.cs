using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Sandbox;
using ArkForge.Sandbox.Tests.Optimization;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Stories;

/// <summary>Whole stories through both clients, over real sockets, against the real service in-process.</summary>
public sealed class SandboxStoryTests
{
    private static readonly string[] Assets = ["BTC", "ETH", "SOL", "USDC"];

    [TestCase(true)]
    [TestCase(false)]
    public async Task Optimize_LiveMode_SumsToAHundredWithinTheConstraints(bool isAsync)
    {
        await using var story = await Story.BeginAsync();
        var request = new OptimizePortfolioRequest
        {
            Assets = [.. Assets],
            RiskProfile = RiskProfileType.Moderate,
            CurrentPortfolio = new() { ["BTC"] = 60, ["ETH"] = 30, ["SOL"] = 10 },
            Budget = 10_000,
            Constraints = new() { MaxPositionSize = 50, MinDiversification = 3 },
        };

        var recommendation = isAsync ? await story.Portfolio.OptimizePortfolioAsync(request) : story.Portfolio.OptimizePortfolio(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(recommendation.Allocation.Total, Is.EqualTo(100m));
            Assert.That(recommendation.Allocation.Values, Has.All.InRange(0m, 50m));
            Assert.That(recommendation.Allocation.Values.Count(percent => percent >= 1), Is.GreaterThanOrEqualTo(3));
            Assert.That(recommendation.Actions, Is.Not.Empty);
            Assert.That(recommendation.Actions, Has.All.Matches<PortfolioAction>(action => action!.Change == action.TargetPercentage - action.CurrentPercentage));
            Assert.That(recommendation.Swaps, Is.Not.Empty);
            Assert.That(recommendation.Metadata?.LlmProvider, Is.EqualTo(new LlmProvider("sandbox")));
        }
    }

    [TestCase("sharpe")]
    [TestCase("return")]
    [TestCase("risk")]
    public async Task Optimize_Backtest_IsCertifiedOptimal(string goal)
    {
        await using var story = await Story.BeginAsync();
        var prices = Prices();

        var recommendation = await story.Portfolio.OptimizePortfolioAsync(new()
        {
            Assets = [.. Assets],
            RiskProfile = RiskProfileType.Moderate,
            Constraints = new() { MaxPositionSize = 45, ExcludedAssets = ["SOL"] },
            Optimization = new() { Goal = new OptimizationGoal(goal) },
            HistoricalData = prices,
        });

        var (mean, covariance) = Estimate(prices);
        var certificate = new OptimalityCertificate(mean, covariance) { Upper = [.. Assets.Select(symbol => symbol == "SOL" ? 0 : 0.45)] };
        var weights = Assets.Select(symbol => (double)recommendation.Allocation.GetValueOrDefault(symbol) / 100).ToArray();
        var gap = goal switch
        {
            "risk" => certificate.RiskGap(weights),
            "return" => certificate.ReturnGap(weights),
            _ => certificate.SharpeGap(weights),
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gap, Is.InRange(-1e-9, 1e-6), "the duality gap");
            Assert.That(certificate.Violation(weights), Is.LessThan(1e-9));
            Assert.That(recommendation.ExpectedReturn, Is.EqualTo(certificate.Return(weights)).Within(1e-9));
            Assert.That(recommendation.ExpectedVolatility, Is.EqualTo(certificate.Volatility(weights)).Within(1e-9));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Analyze_OfAPortfolio_ExplainsAllOfItsRisk(bool isAsync)
    {
        await using var story = await Story.BeginAsync();
        var request = new AnalyzePortfolioRequest { Portfolio = new() { ["BTC"] = 50, ["ETH"] = 30, ["SOL"] = 20 } };

        var analysis = isAsync ? await story.Portfolio.AnalyzePortfolioAsync(request) : story.Portfolio.AnalyzePortfolio(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(analysis.RiskContributions.Total, Is.EqualTo(100m).Within(0.01m));
            Assert.That(analysis.ExpectedVolatility, Is.GreaterThan(0));
        }
    }

    [Test]
    public async Task HealthAndRiskProfiles_AreRead()
    {
        await using var story = await Story.BeginAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await story.Portfolio.GetHealthAsync()).Status, Is.EqualTo(ServiceStatus.Ok));
            Assert.That((await story.Portfolio.GetRiskProfilesAsync()).Select(profile => profile.Name.ToUpperInvariant()), Is.SupersetOf(["CONSERVATIVE", "MODERATE", "AGGRESSIVE"]));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Key_ThroughItsLife_IsCreatedUsedRotatedAndRevoked(bool isAsync)
    {
        await using var story = await Story.BeginAsync();
        var keys = story.Keys;
        var request = new CreateKeyRequest { Name = "Reports", ExpiresInDays = 90, Scopes = [ApiKeyScope.Read] };

        var created = isAsync ? await keys.CreateKeyAsync(request) : keys.CreateKey(request);
        _ = await story.Portfolio.GetRiskProfilesAsync(new() { ApiKey = created.ApiKey });
        if (isAsync) await keys.UpdateScopesAsync(created.KeyId, new() { Scopes = [ApiKeyScope.Read, ApiKeyScope.Write] });
        else keys.UpdateScopes(created.KeyId, new() { Scopes = [ApiKeyScope.Read, ApiKeyScope.Write] });
        var details = isAsync ? await keys.GetKeyDetailsAsync(created.KeyId) : keys.GetKeyDetails(created.KeyId);
        var rotated = isAsync ? await keys.RotateKeyAsync(created.KeyId, new() { Name = "Reports 2" }) : keys.RotateKey(created.KeyId, new() { Name = "Reports 2" });
        if (isAsync) await keys.RevokeKeyAsync(rotated.KeyId, new() { Reason = "No longer needed" });
        else keys.RevokeKey(rotated.KeyId, new() { Reason = "No longer needed" });
        var listed = isAsync ? await keys.ListKeysAsync() : keys.ListKeys();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(created.ApiKey, Does.StartWith("sk-arkforge-").And.StartWith(created.Prefix));
            Assert.That(details.Scopes, Is.EquivalentTo([ApiKeyScope.Read, ApiKeyScope.Write]));
            Assert.That(details.Usage.TotalRequests, Is.GreaterThanOrEqualTo(1));
            Assert.That(listed.Where(key => key.IsActive).Select(key => key.Id), Has.None.EqualTo(created.KeyId).And.None.EqualTo(rotated.KeyId));
            Assert.That(
                async () => await story.Portfolio.GetRiskProfilesAsync(new() { ApiKey = rotated.ApiKey }),
                Throws.InstanceOf<ArkForgeAuthenticationException>());
        }
    }

    [Test]
    public async Task Call_BeyondTheKeysScopes_IsRefusedAsPermission()
    {
        await using var story = await Story.BeginAsync();
        var reader = await story.Keys.CreateKeyAsync(new() { Name = "Reader", Scopes = [ApiKeyScope.Read] });

        Assert.That(
            async () => await story.Keys.ListKeysAsync(new() { ApiKey = reader.ApiKey }),
            Throws.InstanceOf<ArkForgePermissionException>().With.Property("RequestId").Not.Null);
    }

    [Test]
    public async Task Optimize_Infeasible_SaysWhichMemberAndWhatIsAttainable()
    {
        await using var story = await Story.BeginAsync();

        var refusal = (await Assert.ThrowsAsync<ArkForgeInvalidParametersException>(async () => await story.Portfolio.OptimizePortfolioAsync(new()
        {
            Assets = [.. Assets],
            RiskProfile = RiskProfileType.Moderate,
            Optimization = new() { MinExpectedReturn = 0.99 },
            Constraints = new() { MaxPositionSize = 26 },
        })))!;

        Assert.That(refusal.Message, Does.Contain("minExpectedReturn").And.Contain("attainable"));
    }

    private static List<HistoricalPrice> Prices()
    {
        var random = new Random(11);
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var prices = new List<HistoricalPrice>();
        foreach (var (i, symbol) in Assets.Index())
        {
            var price = 100m;
            for (var day = 0; day < 150; day++)
            {
                prices.Add(new() { Symbol = symbol, Timestamp = start.AddDays(day), Price = price });
                price = Math.Round(price * (1 + (0.01m * (i + 1) * (decimal)((random.NextDouble() * 2) - 0.93))), 6);
            }
        }

        return prices;
    }

    // mu = 365 mean(r), Sigma = 365 cov(r) with ddof 1, as src/ArkForge.Sandbox/README.md says; in plain sums, sharing no code with it.
    private static (double[] Mean, double[,] Covariance) Estimate(List<HistoricalPrice> prices)
    {
        var returns = Assets.Select(symbol =>
        {
            var series = prices.Where(price => price.Symbol == symbol).Select(price => (double)price.Price).ToArray();
            return series.Skip(1).Zip(series, (today, yesterday) => (today / yesterday) - 1).ToArray();
        }).ToArray();
        var mean = returns.Select(series => series.Average()).ToArray();
        var covariance = new double[Assets.Length, Assets.Length];
        for (var i = 0; i < Assets.Length; i++)
        {
            for (var j = 0; j < Assets.Length; j++)
                covariance[i, j] = 365 * returns[i].Zip(returns[j], (a, b) => (a - mean[i]) * (b - mean[j])).Sum() / (returns[i].Length - 1);
        }

        return ([.. mean.Select(value => 365 * value)], covariance);
    }

    private sealed class Story : IAsyncDisposable
    {
        private readonly ArkForgeSandbox _sandbox;
        private readonly ServiceProvider _provider;

        private Story(ArkForgeSandbox sandbox)
        {
            _sandbox = sandbox;
            var services = new ServiceCollection();
            services.AddSingleton<EnvironmentReader>(_ => static _ => null);
            services.AddArkForge().UseSandbox(sandbox);
            _provider = services.BuildServiceProvider(validateScopes: true);
        }

        public IArkForgePortfolioClient Portfolio => _provider.GetRequiredService<IArkForgePortfolioClient>();

        public IArkForgeKeyClient Keys => _provider.GetRequiredService<IArkForgeKeyClient>();

        public static async Task<Story> BeginAsync() => new(await ArkForgeSandbox.StartAsync());

        public async ValueTask DisposeAsync()
        {
            await _provider.DisposeAsync();
            await _sandbox.DisposeAsync();
        }
    }
}

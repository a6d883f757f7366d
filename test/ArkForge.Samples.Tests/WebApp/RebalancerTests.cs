using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ArkForge.Samples.Tests.WebApp;

public sealed class RebalancerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(3);

    [Test]
    public async Task Tick_EveryInterval_RebalancesAndLogsTheActions()
    {
        var clock = new ManualClock();
        using var network = new StubService();
        await using var app = new WebAppFactory(network, clock, ("Rebalancing:Interval", $"{Interval:c}"));
        app.StartServer();

        for (var tick = 0; tick < 4; tick++)
        {
            if (tick > 0) clock.Advance(Interval);
            Assert.That(await app.Log.WaitForAsync("BTC"), Does.Contain("buy BTC: from 50 % to 62.5 %"), $"tick {tick}");
            await app.Log.WaitForAsync("Sharpe ratio 0.50");
        }

        var sent = JsonNode.Parse(network.LastRequest!)!;
        Assert.That(sent["currentPortfolio"]!.ToJsonString(), Is.EqualTo("""{"BTC":50,"ETH":30,"SOL":10,"USDC":10}"""));
        Assert.That((string?)sent["riskProfile"], Is.EqualTo("moderate"));
    }

    [Test]
    public async Task Tick_ServiceFails_WaitsAsToldAndGoesOn()
    {
        var clock = new ManualClock();
        var isDown = true;
        using var network = new FailingService(() => Volatile.Read(ref isDown));
        await using var app = new WebAppFactory(network, clock, ("Rebalancing:Interval", $"{Interval:c}"));
        app.StartServer();

        Assert.That(await app.Log.WaitForAsync("Not rebalanced"), Does.StartWith("Warning").And.Contain("inner words"));
        Assert.That(await app.Log.WaitForAsync("asks to wait"), Does.Contain("04:00:00"));
        await clock.WaitForTimerAsync(FailingService.RetryAfter);
        Volatile.Write(ref isDown, false);
        clock.Advance(FailingService.RetryAfter);

        Assert.That(await app.Log.WaitForAsync("Sharpe ratio"), Does.StartWith("Information"));
    }

    [Test]
    public async Task Stop_BetweenTicks_EndsCleanly()
    {
        using var network = new StubService();
        await using var app = new WebAppFactory(network, new ManualClock());
        app.StartServer();
        await app.Log.WaitForAsync("Sharpe ratio");
        var worker = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single();

        await worker.StopAsync(CancellationToken.None);

        Assert.That(worker.ExecuteTask!.IsCompleted, Is.True);
        Assert.That(worker.ExecuteTask.IsFaulted, Is.False);
    }

    private sealed class FailingService(Func<bool> isDown) : HttpMessageHandler
    {
        public static readonly TimeSpan RetryAfter = TimeSpan.FromHours(4);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(isDown()
            ? StubService.Error(503, "E_SENTIMENT_FAILED", (int)RetryAfter.TotalSeconds)
            : StubService.Json(StubService.Recommendation));
    }
}

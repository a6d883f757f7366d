using System.Net;
using ArkForge.Sandbox.Tests.Optimization;

namespace ArkForge.Sandbox.Tests.Endpoints;

public sealed class AnalyzeEndpointTests
{
    private const string Path = "/api/v1/portfolio/analyze";

    [Test]
    public async Task Analyze_OneAsset_MatchesTheDefinitions()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        double[] prices = [.. Enumerable.Range(0, 101).Select(day => day < 50 ? 100.0 + day : 149 - (day - 49))];

        var reply = await client.PostAsync(Path, new
        {
            portfolio = new { A = 100 },
            historicalData = prices.Select((price, day) => Prices.Point("A", Prices.Start.AddDays(day), price)),
        });

        var analysis = reply.Body.GetProperty("data");
        var sorted = prices.Zip(prices.Skip(1), (before, after) => (after / before) - 1).Order().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(analysis.GetProperty("maxDrawdown").GetDouble(), Is.EqualTo(51.0 / 149).Within(1e-12));
            Assert.That(analysis.GetProperty("valueAtRisk95").GetDouble(), Is.EqualTo(-(sorted[4] + (0.95 * (sorted[5] - sorted[4])))).Within(1e-12));
            Assert.That(analysis.GetProperty("expectedReturn").GetDouble(), Is.EqualTo(365 * sorted.Average()).Within(1e-12));
            Assert.That(analysis.GetProperty("diversificationRatio").GetDouble(), Is.EqualTo(1).Within(1e-12));
            Assert.That(analysis.GetProperty("riskContributions").GetProperty("A").GetDouble(), Is.EqualTo(100).Within(1e-9));
        }
    }

    [Test]
    public async Task Analyze_Live_ContributionsSumToAHundred()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var reply = await client.PostAsync(Path, new { portfolio = new { BTC = 60, ETH = 30, USDC = 10 } });

        var analysis = reply.Body.GetProperty("data");
        Assert.That(analysis.GetProperty("riskContributions").EnumerateObject().Sum(part => part.Value.GetDouble()), Is.EqualTo(100).Within(1e-9));
        Assert.That(analysis.GetProperty("diversificationRatio").GetDouble(), Is.GreaterThan(1));
    }

    [TestCase("{}", "portfolio")]
    [TestCase("""{"portfolio":{"BTC":50}}""", "portfolio")]
    [TestCase("""{"portfolio":{"BTC":"all"}}""", "portfolio.BTC")]
    public async Task Analyze_BadBody_NamesTheField(string body, string field)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var reply = await client.PostAsync(Path, body);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Body.GetProperty("error").GetProperty("details").TryGetProperty(field, out _), Is.True);
    }
}

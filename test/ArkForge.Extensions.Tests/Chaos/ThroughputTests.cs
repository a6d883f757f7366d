using ArkForge.Extensions.Tests.Chaos.Support;
using ArkForge.Extensions.Tests.RateLimiting.Support;

namespace ArkForge.Extensions.Tests.Chaos;

/// <summary>Many callers of one key, through the whole client, in virtual time.</summary>
public sealed class ThroughputTests
{
    private const int Hang = 300_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    [TestCase(1)]
    [TestCase(2)]
    [CancelAfter(Hang)]
    public async Task SixtyFourWorkers_ThreeWindowsOfAThousand_NoRefusalAndTheQuotaSpent(int seed, CancellationToken cancellationToken)
    {
        const int Windows = 3, Limit = 1000, Workers = 64;
        var clock = new LoadClock();
        var quota = new QuotaServerModel(LoadClock.Start, Window, Limit);
        using var service = new SimulatedService(clock, seed) { Quota = quota, Leg = TimeSpan.FromMilliseconds(150) };
        using var load = new LoadTest(clock, service);
        for (var worker = 0; worker < Workers; worker++)
        {
            load.Add(async () =>
            {
                while (clock.Now < Windows * Window) await load.Portfolio.GetHealthAsync(cancellationToken: cancellationToken);
            });
        }

        await load.RunAsync(cancellationToken);

        var used = Enumerable.Range(0, Windows).Min(window => quota.Granted[window]);
        TestContext.Out.WriteLine($"{Workers} workers, {Windows} windows of {Limit}: {quota.Refused} refusals, {100.0 * used / Limit} % of the worst window used");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(quota.Refused, Is.Zero, "429s");
            Assert.That(used, Is.GreaterThanOrEqualTo(0.99 * Limit));
            Assert.That(load.Store.Granted, Is.EqualTo(service.Requests), "permits");
        }
    }

    [Test]
    [CancelAfter(Hang)]
    public async Task TenThousandCallers_OneKey_ReachTheServiceInTheirOrder(CancellationToken cancellationToken)
    {
        const int Callers = 10_000, Limit = 500;
        var clock = new LoadClock();
        var quota = new QuotaServerModel(LoadClock.Start, Window, Limit);
        using var service = new SimulatedService(clock, seed: 1) { Quota = quota, Leg = TimeSpan.FromMilliseconds(5) };
        using var load = new LoadTest(
            clock,
            service,
            options => options.RateLimiting.MaxWait = options.Timeouts.Total = TimeSpan.FromHours(12));
        for (var caller = 0; caller < Callers; caller++)
        {
            var options = new ArkForgeRequestOptions { Headers = new Dictionary<string, string> { ["X-Number"] = $"{caller}" } };
            load.Add(() => load.Portfolio.GetHealthAsync(options, cancellationToken));
        }

        await load.RunAsync(cancellationToken);

        // Those who are let in at one instant run side by side from then on.
        var arrivals = service.Arrivals.OrderBy(arrival => arrival.Ticks).ThenBy(arrival => arrival.Number).Select(arrival => arrival.Number).ToArray();
        TestContext.Out.WriteLine($"{Callers} callers: {service.Requests} requests, {quota.Refused} refusals, {clock.Now:c} of virtual time");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(arrivals, Is.EqualTo(Enumerable.Range(0, Callers)));
            Assert.That(quota.Refused, Is.Zero, "429s");
            Assert.That(load.Store.Granted, Is.EqualTo(Callers), "permits");
        }
    }
}

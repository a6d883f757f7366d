using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Sandbox.Tests.Quota;

public sealed class QuotaTests
{
    private const string Path = "/api/v1/portfolio/risk-profiles";

    [TestCase(SandboxTier.Free, "100")]
    [TestCase(SandboxTier.Pro, "1000")]
    [TestCase(SandboxTier.Enterprise, "5000")]
    public async Task Send_Tier_SetsTheLimit(SandboxTier tier, string limit)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.Tier = tier);
        using var client = new SandboxClient(sandbox);

        var reply = await client.GetAsync(Path);

        Assert.That(reply.Header("X-RateLimit-Limit"), Is.EqualTo(limit));
    }

    [Test]
    public async Task Send_ManyAtOnce_GrantsExactlyTheLimit()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.QuotaLimit = 50);
        using var client = new SandboxClient(sandbox);

        var replies = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => client.GetAsync(Path)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(replies.Count(reply => reply.Status == HttpStatusCode.OK), Is.EqualTo(50));
            Assert.That(replies.Count(reply => reply.Status == HttpStatusCode.TooManyRequests), Is.EqualTo(70));
            Assert.That(
                replies.Where(reply => reply.Status == HttpStatusCode.OK).Select(reply => reply.Header("X-RateLimit-Remaining")),
                Is.EquivalentTo(Enumerable.Range(0, 50).Select(left => left.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            Assert.That(sandbox.Requests.Total, Is.EqualTo(120));
            Assert.That(sandbox.Requests.RateLimited, Is.EqualTo(70));
            Assert.That(sandbox.Requests.Succeeded, Is.EqualTo(50));
        }
    }

    [Test]
    public async Task Send_WindowUsedUp_TellsWhenAndOpensThen()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_500));
        await using var sandbox = await ArkForgeSandbox.StartAsync(o =>
        {
            o.TimeProvider = clock;
            o.QuotaLimit = 1;
            o.QuotaWindow = TimeSpan.FromSeconds(60);
        });
        using var client = new SandboxClient(sandbox);
        await client.GetAsync(Path);
        clock.Advance(TimeSpan.FromSeconds(10.2));

        var refused = await client.GetAsync(Path);
        clock.Advance(TimeSpan.FromSeconds(49.8));
        var granted = await client.GetAsync(Path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Code, Is.EqualTo("E_RATE_LIMIT_EXCEEDED"));
            Assert.That(refused.Header("Retry-After"), Is.EqualTo("50"), "49.8 s, rounded up");
            Assert.That(refused.Header("X-RateLimit-Reset"), Is.EqualTo("1800000061"), "60.5 s, rounded up");
            Assert.That(refused.Header("X-RateLimit-Remaining"), Is.EqualTo("0"));
            Assert.That(granted.Status, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task Send_TwoKeys_SpendTheirOwnQuota()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.QuotaLimit = 2);
        using var admin = new SandboxClient(sandbox);
        using var other = new SandboxClient(sandbox, (await admin.CreateKeyAsync("read")).Key);

        await admin.GetAsync(Path);
        var spent = await admin.GetAsync(Path);
        var free = await other.GetAsync(Path);

        Assert.That(spent.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(free.Header("X-RateLimit-Remaining"), Is.EqualTo("1"));
    }
}

using System.Globalization;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Resilience;

public sealed class ResiliencePartitionsTests
{
    private static readonly ArkForgeOptions Options = new();

    [Test]
    public void Get_ByManyAtOnce_MakesOne()
    {
        using var client = new TestClient();
        var partitions = Of(client);
        var seen = new ResiliencePartition[1000];

        Parallel.For(0, seen.Length, i => seen[i] = partitions.Get("host", "key", Options));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
            Assert.That(partitions.Count, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Calls_RacingTheFirstUse_ShareOnePipelineAndOneQuota()
    {
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network);
        var portfolio = client.Portfolio;

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => portfolio.GetHealthAsync())));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(1000));
            Assert.That(Of(client).Count, Is.EqualTo(1));
            Assert.That(((InMemoryQuotaStore)client.Services.GetRequiredService<IArkForgeQuotaStore>()).Count, Is.EqualTo(1));
        }
    }

    [Test]
    public void Get_ForAnotherHostOrKey_IsAnother()
    {
        using var client = new TestClient();
        var partitions = Of(client);
        var first = partitions.Get("host", "key", Options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(partitions.Get("host", "key", Options), Is.SameAs(first));
            Assert.That(partitions.Get("other", "key", Options), Is.Not.SameAs(first));
            Assert.That(partitions.Get("host", "other", Options), Is.Not.SameAs(first));
        }
    }

    [Test]
    public void Get_WhenThereAreMany_DropsTheIdleOnes()
    {
        using var client = new TestClient();
        var partitions = Of(client);
        for (var i = 0; i < 256; i++) partitions.Get("host", i.ToString(CultureInfo.InvariantCulture), Options);
        client.Clock.Advance(TimeSpan.FromMinutes(9));
        var used = partitions.Get("host", "0", Options);
        client.Clock.Advance(TimeSpan.FromMinutes(2));

        partitions.Get("host", "new", Options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(partitions.Count, Is.EqualTo(2));
            Assert.That(partitions.Get("host", "0", Options), Is.SameAs(used));
        }
    }

    [Test]
    public void Get_OfEverNewKeys_KeepsABoundedNumberAndTheNewest()
    {
        using var client = new TestClient();
        var partitions = Of(client);
        ResiliencePartition? last = null;
        for (var i = 0; i < 3000; i++)
        {
            client.Clock.Advance(TimeSpan.FromTicks(1));
            last = partitions.Get("host", i.ToString(CultureInfo.InvariantCulture), Options);
            Assert.That(partitions.Count, Is.LessThanOrEqualTo(1024));
        }

        Assert.That(partitions.Get("host", "2999", Options), Is.SameAs(last));
    }

    [Test]
    public async Task Get_WhosePipelineCouldNotBeBuilt_IsTriedAgain()
    {
        var builds = 0;
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network, build: builder => builder.UseResilience((_, _) =>
        {
            if (++builds == 1) throw new InvalidOperationException();
        }));
        await Thrown.ByAsync<ArkForgeException>(client.Portfolio.GetHealthAsync());

        await client.Portfolio.GetHealthAsync();

        Assert.That(builds, Is.EqualTo(2));
    }

    [Test]
    public async Task Options_Changed_ApplyToTheNextCall()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ArkForge:Retry:MaxAttempts", "1"), new("ArkForge:Retry:BaseDelay", "00:00:00")]).Build();
        using var network = new StubHandler(() => StubHandler.Error(System.Net.HttpStatusCode.InternalServerError));
        using var client = new TestClient(network, build: builder => builder.Services.AddSingleton<IConfiguration>(configuration));
        var first = await Thrown.ByAsync<ArkForgeServiceException>(client.Portfolio.GetHealthAsync());

        configuration["ArkForge:Retry:MaxAttempts"] = "4";
        configuration.Reload();
        var second = await Thrown.ByAsync<ArkForgeServiceException>(client.Portfolio.GetHealthAsync());

        Assert.That((first.Attempts, second.Attempts), Is.EqualTo((1, 4)));
    }

    private static ResiliencePartitions Of(TestClient client) => client.Services.GetRequiredKeyedService<ResiliencePartitions>("");
}

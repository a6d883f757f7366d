using System.Net;
using ArkForge.Extensions.DependencyInjection.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Extensions.Transport.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Polly;

namespace ArkForge.Extensions.Tests.DependencyInjection;

/// <summary>What AddArkForge and its verbs put into the services.</summary>
public sealed class RegistrationTests
{
    private const string Health = """{"status":"ok"}""";

    [TestCase("", "ArkForge")]
    [TestCase("fund-a", "ArkForge:fund-a")]
    public void AddArkForge_ForAName_GivesKeyedSingletons(string name, string httpClientName)
    {
        var services = TestServices.Create();
        services.AddArkForge(name, options => options.ApiKey = TestKeys.Default);
        using var provider = services.Build();
        using var scope = provider.CreateScope();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scope.ServiceProvider.GetRequiredKeyedService<IArkForgePortfolioClient>(name), Is.SameAs(provider.GetRequiredKeyedService<IArkForgePortfolioClient>(name)));
            Assert.That(scope.ServiceProvider.GetRequiredKeyedService<IArkForgeKeyClient>(name), Is.SameAs(provider.GetRequiredKeyedService<IArkForgeKeyClient>(name)));
            Assert.That(ArkForgeRegistration.Find(services, name)!.HttpClientName, Is.EqualTo(httpClientName));
            Assert.That(provider.GetService<IArkForgePortfolioClient>(), name.Length == 0 ? Is.Not.Null : Is.Null);
            Assert.That(provider.GetService<IArkForgeKeyClient>(), name.Length == 0 ? Is.Not.Null : Is.Null);
        }
    }

    [Test]
    public async Task AddArkForge_Twice_KeepsOneSetOfHandlersAndRunsBothDelegates()
    {
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        var services = TestServices.Create();
        services.AddArkForge(options => options.ApiKey = TestKeys.Default);
        services.AddArkForge(options => options.Retry.MaxAttempts = 2);
        services.AddArkForge(options => options.Retry.BaseDelay = TimeSpan.Zero);
        services.UseNetwork(network);
        await using var provider = services.Build();

        await Assert.ThatAsync(() => provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync(), Throws.TypeOf<ArkForgeServiceException>());

        Assert.That(network.Requests, Has.Count.EqualTo(2));
        Assert.That(network.Requests[0].Headers["Authorization"], Is.EqualTo($"Bearer {TestKeys.Default}"));
    }

    [Test]
    public async Task NamedClients_SideBySide_HaveOptionsKeyQuotaAndBreakerOfTheirOwn()
    {
        using var failing = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        using var healthy = new StubHandler(() => StubHandler.Json(Health));
        var partitions = new HashSet<QuotaPartition>();
        var services = TestServices.Create();
        services.AddSingleton<IArkForgeQuotaStore>(new Partitions(partitions));
        // The same key and host, so that nothing but the name keeps their state apart.
        foreach (var name in new[] { "a", "b" })
        {
            services.AddArkForge(name, options =>
            {
                options.ApiKey = TestKeys.Default;
                options.Retry.MaxAttempts = 1;
                options.CircuitBreaker.MinimumThroughput = 2;
                options.JsonNaming = name == "a" ? JsonNaming.CamelCase : JsonNaming.SnakeCase;
            });
            services.UseNetwork(name == "a" ? failing : healthy, name);
        }

        await using var provider = services.Build();
        var a = provider.GetRequiredKeyedService<IArkForgePortfolioClient>("a");
        for (var i = 0; i < 4; i++) await Assert.ThatAsync(() => a.GetHealthAsync(), Throws.TypeOf<ArkForgeServiceException>());

        await provider.GetRequiredKeyedService<IArkForgePortfolioClient>("b").GetHealthAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failing.Requests, Has.Count.EqualTo(2), "the circuit of a is open");
            Assert.That(healthy.Requests, Has.Count.EqualTo(1), "the circuit of b is closed");
            Assert.That(partitions.Select(partition => partition.ClientName), Is.EquivalentTo(["a", "b"]));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task HttpClient_UsedDirectly_SaysWhatToUseInstead(bool isAsync)
    {
        using var client = new TestClient(new StubHandler(() => StubHandler.Json(Health)));
        using var raw = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("ArkForge");
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.arkforge.example/health");

        var failure = isAsync
            ? await Assert.ThrowsAsync<InvalidOperationException>(() => raw.SendAsync(request))
            : Assert.Throws<InvalidOperationException>(() => raw.Send(request));

        Assert.That(failure!.Message, Is.EqualTo("This HttpClient serves the ArkForge clients only; inject IArkForgePortfolioClient or IArkForgeKeyClient instead."));
    }

    [Test]
    public async Task UseResilience_WithAPolicy_ReplacesOurs()
    {
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.BadRequest), () => StubHandler.Json(Health));
        using var client = new TestClient(network, build: builder => builder.UseResilience((pipeline, services) =>
        {
            Assert.That(services.GetService<TimeProvider>(), Is.Not.Null);
            pipeline.AddRetry(new() { MaxRetryAttempts = 1, Delay = TimeSpan.Zero, ShouldHandle = args => new(args.Outcome.Result?.IsSuccessStatusCode == false) });
        }));

        await client.Portfolio.GetHealthAsync();

        Assert.That(network.Requests, Has.Count.EqualTo(2), "a 400 is repeated by this policy, never by ours");
    }

    [Test]
    public async Task UseResilience_WithNothing_SwitchesRetriesOff()
    {
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        using var client = new TestClient(network, build: builder => builder.UseResilience(static (_, _) => { }));

        await Assert.ThatAsync(() => client.Portfolio.GetHealthAsync(), Throws.TypeOf<ArkForgeServiceException>());
        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Verbs_OnABuilderOfNoClient_SayWhatIsMissing()
    {
        var builder = new ArkForgeBuilder("nobody", new ServiceCollection());

        Assert.That(() => builder.AddPerCallHandler<DelegatingHandlerOfNobody>(), Throws.InvalidOperationException.With.Message.Contains("'nobody'"));
    }

    [Test]
    public void Corridor_HeldForEver_TurnsItsConnectionsOver()
    {
        using var client = new TestClient();
        var factory = client.Services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get("ArkForge");
        using var primary = PrimaryHandler.Create(new ArkForgeTimeoutOptions { Connect = TimeSpan.FromSeconds(4) });

        using (Assert.EnterMultipleScope())
        {
            // The handlers live as long as the client that holds them; it is the connections below that are renewed.
            Assert.That(factory.HandlerLifetime, Is.EqualTo(Timeout.InfiniteTimeSpan));
            Assert.That(primary.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(2)));
            Assert.That(primary.PooledConnectionIdleTimeout, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(primary.ConnectTimeout, Is.EqualTo(TimeSpan.FromSeconds(4)));
            Assert.That((primary.AllowAutoRedirect, primary.UseCookies, primary.AutomaticDecompression), Is.EqualTo((false, false, DecompressionMethods.None)));
        }
    }

    private sealed class DelegatingHandlerOfNobody : DelegatingHandler;

    private sealed class Partitions(HashSet<QuotaPartition> seen) : IArkForgeQuotaStore
    {
        public ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default) =>
            new(Acquire(partition, maxWait, cancellationToken));

        public QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
        {
            seen.Add(partition);
            return new Lease();
        }

        private sealed class Lease : QuotaLease
        {
            public override bool IsAcquired => true;

            public override void Report(in QuotaObservation observation)
            {
            }
        }
    }
}

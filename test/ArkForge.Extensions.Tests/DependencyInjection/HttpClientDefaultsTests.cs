using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.DependencyInjection;

/// <summary>What an application does to all of its HTTP clients, or to ours by name, must not break ours.</summary>
public sealed class HttpClientDefaultsTests
{
    private const string Health = """{"status":"ok"}""";

    [TestCase(true)]
    [TestCase(false)]
    public async Task Defaults_WithAResilienceHandler_DoNotMultiplyAttempts(bool before)
    {
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        using var provider = Build(network, before, services => services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()));

        await Assert.ThatAsync(() => provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync(), Throws.TypeOf<ArkForgeServiceException>());

        Assert.That(network.Requests, Has.Count.EqualTo(3));
    }

    // The method is marked experimental; it is the documented way out, so ours must follow it.
#pragma warning disable EXTEXP0001
    [Test]
    public async Task RemoveAllResilienceHandlers_OnOurHttpClient_RemovesOurs()
    {
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        using var provider = Build(network, before: false, services => services.AddHttpClient("ArkForge").RemoveAllResilienceHandlers());

        await Assert.ThatAsync(() => provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync(), Throws.TypeOf<ArkForgeServiceException>());

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }
#pragma warning restore EXTEXP0001

    [TestCase(true)]
    [TestCase(false)]
    public void Defaults_WithStockLoggers_ChangeNothing(bool before)
    {
        using var provider = Build(
            new StubHandler(() => StubHandler.Json(Health)), before, services => services.ConfigureHttpClientDefaults(http => http.AddDefaultLogger().RedactLoggedHeaders(["Cookie"])));

        provider.GetRequiredService<IArkForgePortfolioClient>().GetHealth();

        Assert.That(provider.GetFakeLogCollector().GetSnapshot().Select(record => record.Category), Has.None.StartsWith("System.Net.Http"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task StockLoggers_PutBackOnOurHttpClient_NeverSeeTheKey(bool before)
    {
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        await using var provider = Build(network, before, services =>
        {
            services.ConfigureHttpClientDefaults(http => http.RedactLoggedHeaders(["Cookie"]));
            services.AddHttpClient("ArkForge").AddDefaultLogger().RedactLoggedHeaders(["Cookie"]);
        });

        await Assert.ThatAsync(() => provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync(), Throws.TypeOf<ArkForgeServiceException>());

        var records = provider.GetFakeLogCollector().GetSnapshot();
        using (Assert.EnterMultipleScope())
        {
            if (!before) Assert.That(records.Select(record => record.Message), Has.Some.Contains("X-Client-Version"), "the stock loggers are at work");
            foreach (var record in records) Assert.That(SecretWalk.Find(record, TestKeys.CanarySecret), Is.Empty, record.Message);
        }
    }

    [Test]
    public void HandlersAddedToOurHttpClient_NeverSeeTheKey()
    {
        var seen = new List<string?>();
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError), () => StubHandler.Json(Health));
        using var provider = Build(network, before: false, services => services.AddHttpClient("ArkForge").AddHttpMessageHandler(() => new Peeking(seen)));

        provider.GetRequiredService<IArkForgePortfolioClient>().GetHealth();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo(new string?[] { null, null }));
            Assert.That(network.Requests.Select(request => request.Headers["Authorization"]), Is.All.EqualTo($"Bearer {TestKeys.Canary}"));
        }
    }

    private static ServiceProvider Build(HttpMessageHandler network, bool before, Action<IServiceCollection> application)
    {
        var services = TestServices.Create();
        if (before) application(services);
        services.AddArkForge(options =>
        {
            options.ApiKey = TestKeys.Canary;
            options.Retry.BaseDelay = TimeSpan.Zero;
        });
        if (!before) application(services);
        return services.UseNetwork(network).Build();
    }

    private sealed class Peeking(List<string?> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.Authorization?.ToString());
            return base.SendAsync(request, cancellationToken);
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.Authorization?.ToString());
            return base.Send(request, cancellationToken);
        }
    }
}

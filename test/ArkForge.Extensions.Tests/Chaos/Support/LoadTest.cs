using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.DependencyInjection.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Chaos.Support;

/// <summary>The whole client over a stand-in for the network, with workers in virtual time.</summary>
internal sealed class LoadTest : IDisposable
{
    private readonly ServiceProvider _provider;
    private readonly List<Task> _workers = [];
    private int _running;

    public LoadTest(LoadClock clock, HttpMessageHandler network, Action<ArkForgeOptions>? configure = null)
    {
        Clock = clock;
        var options = new ArkForgeOptions { ApiKey = TestKeys.Default };
        configure?.Invoke(options);
        Store = new(clock, options.RateLimiting);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<EnvironmentReader>(_ => static _ => null)
            .AddSingleton<IArkForgeQuotaStore>(Store);
        services.AddArkForge(own =>
        {
            own.ApiKey = TestKeys.Default;
            configure?.Invoke(own);
        });
        services.AddHttpClient(ArkForgeRegistration.Find(services, "")!.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => network);
        _provider = services.BuildServiceProvider(validateScopes: true);
        Portfolio = _provider.GetRequiredService<IArkForgePortfolioClient>();
        Keys = _provider.GetRequiredService<IArkForgeKeyClient>();
    }

    public LoadClock Clock { get; }

    public CountingQuotaStore Store { get; }

    public IServiceProvider Services => _provider;

    public IArkForgePortfolioClient Portfolio { get; }

    public IArkForgeKeyClient Keys { get; }

    /// <summary>Starts a worker; it runs at once, until its first wait.</summary>
    public void Add(Func<Task> work)
    {
        Interlocked.Increment(ref _running);
        _workers.Add(RunAsync(work));
    }

    /// <summary>Lets all workers come to their end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Clock.RunAsync(() => Volatile.Read(ref _running), () => Store.Waiting, cancellationToken);
        await Task.WhenAll(_workers);
    }

    public void Dispose()
    {
        _provider.Dispose();
        Store.Dispose();
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

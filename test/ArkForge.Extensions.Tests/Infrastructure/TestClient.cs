using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.DependencyInjection.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Both clients over a stub of the network, on a fake clock, without the machine's environment.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly ServiceProvider _provider;

    public TestClient(HttpMessageHandler? network = null, Action<ArkForgeOptions>? configure = null, Action<IArkForgeBuilder>? build = null, TimeProvider? clock = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? Clock);
        services.AddSingleton<EnvironmentReader>(_ => static _ => null);
        services.AddFakeLogging(options => options.FilteredLevels.UnionWith(Enum.GetValues<LogLevel>()));
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        var builder = services.AddArkForge(options =>
        {
            options.ApiKey = TestKeys.Default;
            configure?.Invoke(options);
        });
        if (network is not null)
            services.AddHttpClient(ArkForgeRegistration.Find(services, "")!.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => network);
        build?.Invoke(builder);
        _provider = services.BuildServiceProvider(validateScopes: true);
        Logs = _provider.GetFakeLogCollector();
    }

    public FakeTimeProvider Clock { get; }

    public FakeLogCollector Logs { get; }

    public IServiceProvider Services => _provider;

    public IArkForgePortfolioClient Portfolio => _provider.GetRequiredService<IArkForgePortfolioClient>();

    public IArkForgeKeyClient Keys => _provider.GetRequiredService<IArkForgeKeyClient>();

    public void Dispose() => _provider.Dispose();
}

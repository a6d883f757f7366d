using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Both clients over a stub of the network, on a fake clock, without the machine's environment.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly ServiceProvider _provider;

    public TestClient(HttpMessageHandler? network = null, Action<ArkForgeOptions>? configure = null, Action<IArkForgeBuilder>? build = null, TimeProvider? clock = null)
    {
        Clock = TestServices.Clock();
        var services = TestServices.Create(clock: clock ?? Clock);
        var builder = services.AddArkForge(options =>
        {
            options.ApiKey = TestKeys.Default;
            configure?.Invoke(options);
        });
        if (network is not null) services.UseNetwork(network);
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

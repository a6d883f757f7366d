using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebApp.Controllers;

namespace ArkForge.Samples.Tests.WebApp;

/// <summary>The sample as it is, against its own sandbox or, if a network is given, against that.</summary>
internal sealed class WebAppFactory(HttpMessageHandler? network = null, TimeProvider? clock = null, params (string Path, string Value)[] settings)
    : WebApplicationFactory<PortfolioController>
{
    public LogLines Log { get; } = new("WebApp.");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(network is null ? "Development" : "Production");
        builder.UseSetting("UseSandbox", $"{network is null}");
        builder.UseSetting("ArkForge:ApiKey", "sk-arkforge-0123456789abcdef");
        builder.UseSetting("ArkForge:Retry:MaxAttempts", "1");
        foreach (var (path, value) in settings) builder.UseSetting(path, value);

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureServices(services =>
        {
            if (network is not null) services.AddHttpClient("ArkForge").ConfigurePrimaryHttpMessageHandler(() => network);
            if (clock is not null) services.AddSingleton(clock);
        });
    }
}

using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.DependencyInjection.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>The services of an application under test: a fake clock, a log that keeps everything, and nothing of the machine's environment.</summary>
internal static class TestServices
{
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static ServiceCollection Create(IConfiguration? configuration = null, EnvironmentReader? environment = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? Clock());
        services.AddSingleton<EnvironmentReader>(_ => environment ?? (static _ => null));
        if (configuration is not null) services.AddSingleton(configuration);
        services.AddFakeLogging(options => options.FilteredLevels.UnionWith(Enum.GetValues<LogLevel>()));
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        return services;
    }

    /// <summary>A configuration that can be changed: set a value, then <c>Reload</c>.</summary>
    public static IConfigurationRoot Configuration(params (string Path, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(setting => setting.Path, (path, values) => KeyValuePair.Create(path, values.Last().Value)))
        .Build();

    /// <summary>A configuration read from JSON, as <c>appsettings.json</c> is.</summary>
    public static IConfigurationRoot Json(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)))
        .Build();

    /// <summary>Puts a stub in the place of the sockets of one client.</summary>
    public static IServiceCollection UseNetwork(this IServiceCollection services, HttpMessageHandler network, string name = "")
    {
        services.AddHttpClient(ArkForgeRegistration.Find(services, name)!.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => network);
        return services;
    }

    public static ServiceProvider Build(this IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
}

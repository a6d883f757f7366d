using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.Keys.Internal;
using ArkForge.Extensions.Portfolio.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Transport.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace ArkForge.Extensions.DependencyInjection.Internal;

/// <summary>What one client name adds to the services. State lives in singletons keyed by the name; handlers are shells.</summary>
internal static class ArkForgeServices
{
    public const string LogCategory = "ArkForge.Extensions";

    public static void Add(IServiceCollection services, ArkForgeRegistration registration)
    {
        services.AddSingleton(registration);
        AddShared(services);
        AddOptions(services, registration);
        AddState(services, registration);
        AddClients(services, registration);
        Corridor.AddHttpClient(services, registration);
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        // The first filter is the outermost one, which has the last word.
        if (!services.Any(service => service.ImplementationType == typeof(AuthenticationLast)))
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, AuthenticationLast>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EnvironmentReader>(static _ => Environment.GetEnvironmentVariable);
        services.TryAddSingleton<IOptionsFactory<ArkForgeOptions>, LastGoodOptionsFactory>();
        services.TryAddSingleton<IArkForgeQuotaStore>(static provider =>
        {
            var options = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
            return new InMemoryQuotaStore(provider.GetRequiredService<TimeProvider>(), name => options.Get(name).RateLimiting);
        });
    }

    private static void AddOptions(IServiceCollection services, ArkForgeRegistration registration)
    {
        services.AddOptionsWithValidateOnStart<ArkForgeOptions>(registration.Name);
        services.AddSingleton<IConfigureOptions<ArkForgeOptions>>(provider =>
        {
            var root = provider.GetService<IConfiguration>();
            string[] registered = [.. provider.GetServices<ArkForgeRegistration>().Select(other => other.Name).Where(other => other.Length > 0)];
            return new BindConfiguration(
                registration.Name, registered, [.. registration.SectionsOf(root)], root, provider.GetRequiredService<EnvironmentReader>());
        });
        services.AddSingleton<IValidateOptions<ArkForgeOptions>>(
            new ArkForgeOptionsValidator(registration.Name, () => registration.Path, () => !registration.HasApiKeyProvider));
        services.AddSingleton<IOptionsChangeTokenSource<ArkForgeOptions>>(provider =>
        {
            // The root as well: the variables of the environment may come through it.
            var root = provider.GetService<IConfiguration>();
            IEnumerable<IConfiguration?> sources = [root, .. registration.Sections];
            return new ConfigurationChanges(registration.Name, [.. sources.OfType<IConfiguration>()], LoggerOf(provider));
        });
    }

    private static void AddState(IServiceCollection services, ArkForgeRegistration registration)
    {
        var name = registration.Name;
        services.TryAddKeyedSingleton<IArkForgeApiKeyProvider>(name, (provider, _) =>
            new OptionsApiKeyProvider(name, provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>()));
        services.AddKeyedSingleton(name, (provider, _) => new ApiKeySource(provider.GetRequiredKeyedService<IArkForgeApiKeyProvider>(name)));
        services.AddKeyedSingleton(name, (provider, _) =>
        {
            var logger = LoggerOf(provider);
            var clock = provider.GetRequiredService<TimeProvider>();
            var retries = new RetryStrategy(provider.GetRequiredKeyedService<ApiKeySource>(name), logger);
            Action<ResiliencePipelineBuilder<HttpResponseMessage>>? replacement =
                registration.ConfigureResilience is { } configure ? builder => configure(builder, provider) : null;
            return new ResiliencePartitions(new ResiliencePipelineFactory(retries, replacement, clock, logger), clock);
        });
    }

    private static void AddClients(IServiceCollection services, ArkForgeRegistration registration)
    {
        var name = registration.Name;
        // The factory never disposes a handler whose lifetime is infinite; as a service it goes, with its connections, when the application does.
        services.AddKeyedSingleton<SocketsHttpHandler>(registration, (provider, _) =>
            PrimaryHandler.Create(provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().Get(name).Timeouts));
        services.AddKeyedSingleton(name, (provider, _) => new ArkForgeTransport(
            name,
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(registration.HttpClientName),
            provider.GetRequiredKeyedService<ApiKeySource>(name),
            provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddKeyedSingleton<IArkForgePortfolioClient>(name, (provider, _) => new ArkForgePortfolioClient(provider.GetRequiredKeyedService<ArkForgeTransport>(name)));
        services.TryAddKeyedSingleton<IArkForgeKeyClient>(name, (provider, _) => new ArkForgeKeyClient(provider.GetRequiredKeyedService<ArkForgeTransport>(name)));
        if (name.Length > 0) return;
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IArkForgePortfolioClient>(""));
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IArkForgeKeyClient>(""));
    }

    public static ILogger LoggerOf(IServiceProvider provider) => provider.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory);
}

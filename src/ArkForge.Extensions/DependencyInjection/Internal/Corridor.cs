using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Transport.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace ArkForge.Extensions.DependencyInjection.Internal;

/// <summary>The one composer of the pipeline: which handlers a request passes, and in which order.</summary>
internal static class Corridor
{
    public static void AddHttpClient(IServiceCollection services, ArkForgeRegistration registration) => services
        .AddHttpClient(registration.HttpClientName, static client => client.Timeout = Timeout.InfiniteTimeSpan)
        // Our own log knows calls and attempts; should an application put the stock loggers back, they show no header.
        .RemoveAllLoggers()
        .RedactLoggedHeaders(static _ => true)
        // The clients are held for ever, so the handlers live as long; it is the pooled connections that turn over.
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<SocketsHttpHandler>(registration))
        .ConfigureAdditionalHttpMessageHandlers((handlers, provider) => Compose(handlers, provider, registration));

    private static void Compose(IList<DelegatingHandler> handlers, IServiceProvider provider, ArkForgeRegistration registration)
    {
        // Resilience that an application gives to all of its HTTP clients would multiply the attempts of this one.
        foreach (var foreign in handlers.OfType<ResilienceHandler>().ToArray()) handlers.Remove(foreign);

        var name = registration.Name;
        var keys = provider.GetRequiredKeyedService<ApiKeySource>(name);
        var logger = ArkForgeServices.LoggerOf(provider);
        foreach (var create in registration.PerCallHandlers) handlers.Add(create(provider));
        handlers.Add(new ResilienceHandler(provider.GetRequiredKeyedService<ResiliencePartitions>(name).PipelineFor));
        handlers.Add(new RateLimitHandler(name, keys, provider.GetRequiredService<IArkForgeQuotaStore>(), logger));
        handlers.Add(new AttemptHandler(provider.GetRequiredService<TimeProvider>(), logger));
        foreach (var create in registration.PerAttemptHandlers) handlers.Add(create(provider));
        handlers.Add(new AuthenticationHandler(keys));
    }
}

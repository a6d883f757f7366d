using ArkForge.Extensions;
using ArkForge.Extensions.DependencyInjection.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Polly;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The verbs that extend the registration of an ArkForge client.</summary>
public static class ArkForgeBuilderExtensions
{
    /// <summary>Adds a handler that sees every call once, outside of all retries.</summary>
    /// <typeparam name="THandler">The handler; registered as transient unless it is registered already.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The same registration.</returns>
    /// <remarks>Handlers run in the order in which they were added. Override both <c>Send</c> and <c>SendAsync</c>.</remarks>
    public static IArkForgeBuilder AddPerCallHandler<THandler>(this IArkForgeBuilder builder)
        where THandler : DelegatingHandler
    {
        builder.Services.TryAddTransient<THandler>();
        RegistrationOf(builder).PerCallHandlers.Add(static provider => provider.GetRequiredService<THandler>());
        return builder;
    }

    /// <summary>Adds a handler that sees every attempt, inside of retries, quota and attempt timeout.</summary>
    /// <typeparam name="THandler">The handler; registered as transient unless it is registered already.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The same registration.</returns>
    /// <remarks>
    /// Handlers run in the order in which they were added. All attempts of a call share one request: remove a header before
    /// setting it. Override both <c>Send</c> and <c>SendAsync</c>.
    /// </remarks>
    public static IArkForgeBuilder AddPerAttemptHandler<THandler>(this IArkForgeBuilder builder)
        where THandler : DelegatingHandler
    {
        builder.Services.TryAddTransient<THandler>();
        RegistrationOf(builder).PerAttemptHandlers.Add(static provider => provider.GetRequiredService<THandler>());
        return builder;
    }

    /// <summary>Takes the API key from a provider instead of from the options.</summary>
    /// <typeparam name="TProvider">The provider; one instance serves this client.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The same registration.</returns>
    public static IArkForgeBuilder AddApiKeyProvider<TProvider>(this IArkForgeBuilder builder)
        where TProvider : class, IArkForgeApiKeyProvider
    {
        RegistrationOf(builder).HasApiKeyProvider = true;
        builder.Services.RemoveAllKeyed<IArkForgeApiKeyProvider>(builder.Name);
        builder.Services.AddKeyedSingleton<IArkForgeApiKeyProvider, TProvider>(builder.Name);
        return builder;
    }

    /// <summary>Replaces total timeout, retries and circuit breaker wholesale by a pipeline of the application's own.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Builds the pipeline, once for each host and API key. One that adds nothing switches all of it off.</param>
    /// <returns>The same registration.</returns>
    /// <remarks>
    /// The options' <c>Retry</c>, <c>CircuitBreaker</c> and <c>Timeouts.Total</c> then have no effect, apart from bounding the wait
    /// for the quota. Attempt timeout, rate limiting and the mapping of errors stay.
    /// </remarks>
    public static IArkForgeBuilder UseResilience(
        this IArkForgeBuilder builder, Action<ResiliencePipelineBuilder<HttpResponseMessage>, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        RegistrationOf(builder).ConfigureResilience = configure;
        return builder;
    }

    private static ArkForgeRegistration RegistrationOf(IArkForgeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return ArkForgeRegistration.Find(builder.Services, builder.Name)
            ?? throw new InvalidOperationException($"No ArkForge client is registered under the name '{builder.Name}'; call AddArkForge first.");
    }
}

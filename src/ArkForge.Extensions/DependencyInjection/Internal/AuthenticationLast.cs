using ArkForge.Extensions.Authentication.Internal;
using Microsoft.Extensions.Http;

namespace ArkForge.Extensions.DependencyInjection.Internal;

/// <summary>Keeps the key behind whatever an application adds to our <see cref="HttpClient"/>, the stock loggers above all.</summary>
/// <remarks>
/// The loggers redact headers in their text only: in the structured state of the same entries the values stand in full. They
/// are added by a filter of their own, so only a filter outside of it comes after them.
/// </remarks>
internal sealed class AuthenticationLast : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        var handlers = builder.AdditionalHandlers;
        if (handlers.OfType<AuthenticationHandler>().FirstOrDefault() is not { } authentication) return;
        handlers.Remove(authentication);
        handlers.Add(authentication);
    };
}

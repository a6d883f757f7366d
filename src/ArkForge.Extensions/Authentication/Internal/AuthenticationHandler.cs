using ArkForge.Extensions.Transport.Internal;

namespace ArkForge.Extensions.Authentication.Internal;

/// <summary>Puts the key on the wire, read anew for each attempt.</summary>
internal sealed class AuthenticationHandler(ApiKeySource keys) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Of(request);
        Authenticate(request, call, await keys.GetAsync(call.Settings.ApiKey, cancellationToken).ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Of(request);
        Authenticate(request, call, keys.Get(call.Settings.ApiKey, cancellationToken));
        return base.Send(request, cancellationToken);
    }

    private static void Authenticate(HttpRequestMessage request, CallContext call, ApiKey key)
    {
        call.SentKey = key;
        request.Headers.Authorization = key.Header;
    }
}

using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Authentication.Internal;

/// <summary>Puts the key on the wire, read anew for each attempt.</summary>
/// <remarks>Afterwards the request is without it again: the handlers above see the same request at the next attempt.</remarks>
internal sealed class AuthenticationHandler(ApiKeySource keys) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Of(request);
        Authenticate(request, call, await keys.GetAsync(call.Settings.ApiKey, cancellationToken).ConfigureAwait(false));
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Headers.Authorization = null;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Of(request);
        Authenticate(request, call, keys.Get(call.Settings.ApiKey, cancellationToken));
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.Headers.Authorization = null;
        }
    }

    private static void Authenticate(HttpRequestMessage request, CallContext call, ApiKey key)
    {
        call.SentKeyId = key.Id;
        request.Headers.Authorization = key.Header;
    }
}

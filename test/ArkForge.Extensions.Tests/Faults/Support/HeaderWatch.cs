namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>Tells when an attempt has the headers of its answer.</summary>
internal sealed class HeaderWatch(SemaphoreSlim seen) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        seen.Release();
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = base.Send(request, cancellationToken);
        seen.Release();
        return response;
    }
}

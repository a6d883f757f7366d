using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Errors.Internal;
using Microsoft.Extensions.Logging;
using Polly.RateLimiting;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Takes a permit of the key's quota for every attempt, and tells the store what the answer said about the quota.</summary>
internal sealed class RateLimitHandler(string clientName, ApiKeySource keys, IArkForgeQuotaStore store, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Of(request);
        if (!call.Options.RateLimiting.Enabled) return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var lease = await TakeAsync(call, request, cancellationToken).ConfigureAwait(false);
        var before = call.Attempts;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Report(call, lease);
            return response;
        }
        catch (Exception e)
        {
            Settle(call, lease, e, before);
            throw;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Of(request);
        if (!call.Options.RateLimiting.Enabled) return base.Send(request, cancellationToken);
        using var lease = Take(call, request, cancellationToken);
        var before = call.Attempts;
        try
        {
            var response = base.Send(request, cancellationToken);
            Report(call, lease);
            return response;
        }
        catch (Exception e)
        {
            Settle(call, lease, e, before);
            throw;
        }
    }

    private async ValueTask<QuotaLease> TakeAsync(CallContext call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = await keys.GetAsync(call.Settings.ApiKey, cancellationToken).ConfigureAwait(false);
            var lease = Granted(call, await store.AcquireAsync(Partition(request, key), MaxWait(call), cancellationToken).ConfigureAwait(false));
            // A key that changed during the wait has a quota of its own.
            if (lease.Waited == TimeSpan.Zero) return lease;
            try
            {
                if ((await keys.GetAsync(call.Settings.ApiKey, cancellationToken).ConfigureAwait(false)).Id == key.Id) return lease;
            }
            catch
            {
                lease.ReturnUnused();
                throw;
            }

            lease.ReturnUnused();
        }
    }

    private QuotaLease Take(CallContext call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = keys.Get(call.Settings.ApiKey, cancellationToken);
            var lease = Granted(call, store.Acquire(Partition(request, key), MaxWait(call), cancellationToken));
            if (lease.Waited == TimeSpan.Zero) return lease;
            try
            {
                if (keys.Get(call.Settings.ApiKey, cancellationToken).Id == key.Id) return lease;
            }
            catch
            {
                lease.ReturnUnused();
                throw;
            }

            lease.ReturnUnused();
        }
    }

    private QuotaPartition Partition(HttpRequestMessage request, ApiKey key) => new(clientName, request.RequestUri!.Authority, key.Id);

    private static TimeSpan MaxWait(CallContext call) =>
        call.Remaining is var remaining && remaining < call.Options.RateLimiting.MaxWait
            ? TimeSpan.FromTicks(Math.Max(0, remaining.Ticks))
            : call.Options.RateLimiting.MaxWait;

    private QuotaLease Granted(CallContext call, QuotaLease lease)
    {
        if (lease.IsAcquired)
        {
            if (lease.Waited > TimeSpan.Zero) Log.Waited(logger, call.Operation.Name, lease.Waited);
            return lease;
        }

        call.Quota = lease.Quota ?? call.Quota;
        Log.Refused(logger, call.Operation.Name, lease.RetryAfter);
        lease.Dispose();
        throw lease.RetryAfter is { } retryAfter ? new RateLimiterRejectedException(retryAfter) : new RateLimiterRejectedException();
    }

    private static void Report(CallContext call, QuotaLease lease)
    {
        if (call.Observation is { } observation) lease.Report(observation);
    }

    // Headers that came before the body broke are as good as any; a request that never left has cost nothing.
    private static void Settle(CallContext call, QuotaLease lease, Exception failure, int before)
    {
        // Cancelled before the attempt began: what the call remembers is the answer to an earlier one.
        if (call.Attempts == before || (call.Observation is null && FaultClassifier.IsUnsent(failure))) lease.ReturnUnused();
        else Report(call, lease);
    }
}

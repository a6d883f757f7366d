using System.Threading.RateLimiting;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <content>What the platform asks of every rate limiter.</content>
internal sealed partial class ServerGuidedRateLimiter : RateLimiter
{
    /// <inheritdoc/>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                var now = Now;
                var since = _lastUse > _ledger.FreshFrom ? _lastUse : _ledger.FreshFrom;
                return InUse || now < since ? null : now - since;
            }
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
        {
            return new()
            {
                CurrentAvailablePermits = _ledger.Available(Now),
                CurrentQueuedCount = _waiters.Count,
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        if (IsQuestion(permitCount))
            return Question();

        return TryTake(TimeSpan.Zero, CancellationToken.None) ?? throw Closed();
    }

    /// <inheritdoc/>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        if (IsQuestion(permitCount))
            return Question();

        return TryEnter<AsyncWaiter>(Timeout.InfiniteTimeSpan, out var lease, out var waiter)
            ? lease ?? throw Closed()
            : await WaitAsync(waiter, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        WakeList woken = default;
        lock (_gate)
        {
            while (_waiters.First is { } waiter)
                Refuse(waiter, Now, ref woken);

            Close();
        }

        woken.Wake();
        base.Dispose(disposing);
    }

    private static bool IsQuestion(int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);
        return permitCount == 0;
    }

    private EmptyLease Question() => new(GetStatistics() is { CurrentAvailablePermits: > 0, CurrentQueuedCount: 0 });

    private static ObjectDisposedException Closed() => new(nameof(ServerGuidedRateLimiter));
}

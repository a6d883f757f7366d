using ArkForge.Extensions.RateLimiting.Internal;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>The client's own store, and a count of the permits that were taken and not given back unused.</summary>
internal sealed class CountingQuotaStore(InMemoryQuotaStore inner) : IArkForgeQuotaStore, IDisposable
{
    private int _taken;
    private int _asked;

    public InMemoryQuotaStore Inner => inner;

    public int Taken => Volatile.Read(ref _taken);

    /// <summary>How many waiters a partition has.</summary>
    public long Waiting(QuotaPartition partition) => inner.Limiter(partition).GetStatistics()!.CurrentQueuedCount;

    /// <summary>The partition that was asked for last.</summary>
    public QuotaPartition Last { get; private set; }

    public int Asked => Volatile.Read(ref _asked);

    public async ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default) =>
        Count(await inner.AcquireAsync(Note(partition), maxWait, cancellationToken).ConfigureAwait(false));

    public QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default) =>
        Count(inner.Acquire(Note(partition), maxWait, cancellationToken));

    public void Dispose() => inner.Dispose();

    private QuotaPartition Note(QuotaPartition partition)
    {
        Interlocked.Increment(ref _asked);
        return Last = partition;
    }

    private QuotaLease Count(QuotaLease lease)
    {
        if (!lease.IsAcquired) return lease;
        Interlocked.Increment(ref _taken);
        return new Lease(this, lease);
    }

    private sealed class Lease(CountingQuotaStore store, QuotaLease inner) : QuotaLease
    {
        public override bool IsAcquired => true;

        public override TimeSpan Waited => inner.Waited;

        public override void Report(in QuotaObservation observation) => inner.Report(observation);

        public override void ReturnUnused()
        {
            Interlocked.Decrement(ref store._taken);
            inner.ReturnUnused();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

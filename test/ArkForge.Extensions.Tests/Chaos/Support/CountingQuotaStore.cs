using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using ArkForge.Extensions.RateLimiting.Internal;

namespace ArkForge.Extensions.Tests.Chaos.Support;

/// <summary>The client's own quota store, and what its limiters say of themselves.</summary>
internal sealed class CountingQuotaStore(TimeProvider clock, ArkForgeRateLimitingOptions options) : IArkForgeQuotaStore, IDisposable
{
    private readonly InMemoryQuotaStore _store = new(clock, _ => options);
    private readonly ConcurrentDictionary<QuotaPartition, bool> _partitions = new();

    /// <summary>Permits granted so far.</summary>
    public long Granted => Sum(static statistics => statistics.TotalSuccessfulLeases);

    /// <summary>Callers that wait for a permit.</summary>
    public int Waiting => (int)Sum(static statistics => statistics.CurrentQueuedCount);

    public ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        _partitions.TryAdd(partition, true);
        return _store.AcquireAsync(partition, maxWait, cancellationToken);
    }

    public QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        _partitions.TryAdd(partition, true);
        return _store.Acquire(partition, maxWait, cancellationToken);
    }

    public void Dispose() => _store.Dispose();

    private long Sum(Func<RateLimiterStatistics, long> count)
    {
        var sum = 0L;
        foreach (var (partition, _) in _partitions) sum += count(_store.Limiter(partition).GetStatistics()!);
        return sum;
    }
}

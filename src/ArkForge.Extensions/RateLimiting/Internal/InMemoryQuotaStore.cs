using System.Collections.Concurrent;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Keeps one limiter per partition in this process.</summary>
/// <param name="time">The clock.</param>
/// <param name="optionsOf">The rate limiting options of a client by its name; read when a partition is first used.</param>
internal sealed class InMemoryQuotaStore(TimeProvider time, Func<string, ArkForgeRateLimitingOptions> optionsOf)
    : IArkForgeQuotaStore, IDisposable
{
    private const int MaxPartitions = 1000;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<QuotaPartition, ServerGuidedRateLimiter> _limiters = new();
    private long _lastSweep = time.GetTimestamp();
    private bool _disposed;

    /// <summary>How many partitions are held.</summary>
    public int Count => _limiters.Count;

    /// <inheritdoc/>
    public ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        CheckWait(maxWait);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<QuotaLease>(cancellationToken);

        while (true)
        {
            var limiter = Limiter(partition);
            if (!limiter.TryEnter<AsyncWaiter>(maxWait, out var lease, out var waiter))
                return limiter.WaitAsync(waiter, cancellationToken);

            if (lease is not null)
                return new(lease);

            Forget(partition, limiter);
        }
    }

    /// <inheritdoc/>
    public QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        CheckWait(maxWait);
        while (true)
        {
            var limiter = Limiter(partition);
            if (limiter.TryTake(maxWait, cancellationToken) is { } lease)
                return lease;

            Forget(partition, limiter);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;

        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }

    /// <summary>The limiter of a partition, made on first use.</summary>
    public ServerGuidedRateLimiter Limiter(QuotaPartition partition) =>
        _limiters.TryGetValue(partition, out var limiter) && !Volatile.Read(ref _disposed) ? limiter : Create(partition);

    private ServerGuidedRateLimiter Create(QuotaPartition partition)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_limiters.TryGetValue(partition, out var limiter))
                return limiter;

            Sweep();
            return _limiters[partition] = new(time, optionsOf(partition.ClientName).InitialPermits);
        }
    }

    private static void CheckWait(TimeSpan maxWait)
    {
        if (maxWait != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(maxWait, TimeSpan.Zero);
    }

    // A limiter may be closed between being found and being asked: then the partition starts anew.
    private void Forget(QuotaPartition partition, ServerGuidedRateLimiter limiter) =>
        _limiters.TryRemove(KeyValuePair.Create(partition, limiter));

    // New partitions are what makes the store grow, so that sweeping when one is made is enough.
    private void Sweep()
    {
        var crowded = _limiters.Count >= MaxPartitions;
        if (!crowded && time.GetElapsedTime(_lastSweep) < SweepEvery)
            return;

        _lastSweep = time.GetTimestamp();
        foreach (var (partition, limiter) in _limiters)
        {
            if (limiter.TryClose(optionsOf(partition.ClientName).IdleTimeout))
                Forget(partition, limiter);
        }

        if (_limiters.Count >= MaxPartitions)
            Evict();
    }

    // Forgets the quarter that was used longest ago, so that the next eviction is a long way off.
    private void Evict()
    {
        foreach (var (partition, limiter) in _limiters.OrderByDescending(entry => entry.Value.SinceLastUse).Take(MaxPartitions / 4))
        {
            if (limiter.TryClose(idleFor: null))
                Forget(partition, limiter);
        }
    }
}

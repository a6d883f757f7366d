namespace ArkForge.Extensions;

/// <summary>Keeps the quotas: hands out the permit for every attempt and learns from every answer.</summary>
/// <remarks>
/// The store that is registered by default keeps its state in this process. Register another one to let several processes share
/// what they know about a key's quota. Implementations are singletons, called concurrently, on the path of every attempt.
/// </remarks>
public interface IArkForgeQuotaStore
{
    /// <summary>Takes a permit for one attempt, waiting for it if need be.</summary>
    /// <param name="partition">Whose quota is spent.</param>
    /// <param name="maxWait">
    /// Longest wait: zero for none, <see cref="Timeout.InfiniteTimeSpan"/> for no bound. A wait that is known to be longer is refused at once instead of being begun.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; the caller then leaves the queue and no permit is spent.</param>
    /// <returns>The lease; refused ones have <see cref="System.Threading.RateLimiting.RateLimitLease.IsAcquired"/> false.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxWait"/> is negative and not infinite.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; bears <paramref name="cancellationToken"/>.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed of before the call.</exception>
    ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default);

    /// <summary>Takes a permit for one attempt, blocking the calling thread if it must wait.</summary>
    /// <inheritdoc cref="AcquireAsync" path="/param"/>
    /// <inheritdoc cref="AcquireAsync" path="/returns"/>
    /// <inheritdoc cref="AcquireAsync" path="/exception"/>
    QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default);
}

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Waits without a thread.</summary>
internal sealed class AsyncWaiter : Waiter
{
    // The thread that wakes may be a timer or another caller reporting its answer: it must not run this caller's code.
    private readonly TaskCompletionSource<QuotaLease?> _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with <see cref="Waiter.Lease"/>.</summary>
    public Task<QuotaLease?> Woken => _woken.Task;

    /// <inheritdoc/>
    public override void Wake() => _woken.SetResult(Lease);
}

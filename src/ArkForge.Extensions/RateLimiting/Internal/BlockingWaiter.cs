namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Blocks the caller's thread on a monitor of its own.</summary>
internal sealed class BlockingWaiter : Waiter
{
    private readonly object _monitor = new();
    private bool _woken;

    /// <summary>Blocks until the waiter is woken.</summary>
    /// <returns>The <see cref="Waiter.Lease"/>.</returns>
    public QuotaLease? Block()
    {
        lock (_monitor)
        {
            while (!_woken)
                Monitor.Wait(_monitor);
        }

        return Lease;
    }

    /// <inheritdoc/>
    public override void Wake()
    {
        lock (_monitor)
        {
            _woken = true;
            Monitor.Pulse(_monitor);
        }
    }
}

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Waiters that have left the queue under the lock, to be woken in that order outside it.</summary>
internal struct WakeList
{
    private Waiter? _first;
    private Waiter? _last;

    /// <summary>Adds a waiter with what it will be woken with.</summary>
    public void Add(Waiter waiter, QuotaLease? lease)
    {
        waiter.Lease = lease;
        if (_last is null)
            _first = waiter;
        else
            _last.Next = waiter;

        _last = waiter;
    }

    /// <summary>Wakes them all.</summary>
    public readonly void Wake()
    {
        for (var waiter = _first; waiter is not null;)
        {
            var next = waiter.Next;
            waiter.Next = null;
            waiter.Wake();
            waiter = next;
        }
    }
}

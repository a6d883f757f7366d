namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>The callers that wait, first come first served; also found by the earliest deadline.</summary>
/// <remarks>Joining and leaving costs O(1) in the queue and O(log n) among the deadlines, from any place.</remarks>
internal sealed class WaiterQueue
{
    private readonly WaiterDeadlines _deadlines = new();
    private Waiter? _last;

    /// <summary>How many wait.</summary>
    public int Count => _deadlines.Count;

    /// <summary>The one to be served next.</summary>
    public Waiter? First { get; private set; }

    /// <summary>The one that gives up first.</summary>
    public Waiter? FirstToGiveUp => _deadlines.Earliest;

    /// <summary>Adds a waiter at the end.</summary>
    public void Enqueue(Waiter waiter)
    {
        waiter.Previous = _last;
        if (_last is null)
            First = waiter;
        else
            _last.Next = waiter;

        _last = waiter;
        _deadlines.Add(waiter);
    }

    /// <summary>Removes a waiter from wherever it stands.</summary>
    /// <returns>Whether it was still there: whoever removes a waiter is the one to wake it.</returns>
    public bool Remove(Waiter waiter)
    {
        if (waiter.DeadlineIndex < 0)
            return false;

        if (waiter.Previous is null)
            First = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;

        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;

        (waiter.Previous, waiter.Next) = (null, null);
        _deadlines.Remove(waiter);
        return true;
    }
}

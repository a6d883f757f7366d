namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>A binary heap of waiters by deadline, in which every waiter knows its place and so can leave early.</summary>
internal sealed class WaiterDeadlines
{
    private readonly List<Waiter> _heap = [];

    /// <summary>How many are held.</summary>
    public int Count => _heap.Count;

    /// <summary>The one with the earliest deadline.</summary>
    public Waiter? Earliest => _heap.Count > 0 ? _heap[0] : null;

    /// <summary>Adds a waiter.</summary>
    public void Add(Waiter waiter)
    {
        _heap.Add(waiter);
        Rise(waiter, _heap.Count - 1);
    }

    /// <summary>Removes a waiter that is held.</summary>
    public void Remove(Waiter waiter)
    {
        var index = waiter.DeadlineIndex;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        waiter.DeadlineIndex = -1;
        if (last == waiter)
            return;

        Rise(last, index);
        Sink(last, last.DeadlineIndex);
    }

    private void Rise(Waiter waiter, int index)
    {
        for (var parent = (index - 1) / 2; index > 0 && waiter.Deadline < _heap[parent].Deadline; parent = (index - 1) / 2)
        {
            Place(_heap[parent], index);
            index = parent;
        }

        Place(waiter, index);
    }

    private void Sink(Waiter waiter, int index)
    {
        while (EarlierChild(index) is { } child && _heap[child].Deadline < waiter.Deadline)
        {
            Place(_heap[child], index);
            index = child;
        }

        Place(waiter, index);
    }

    private int? EarlierChild(int index)
    {
        var child = (2 * index) + 1;
        if (child >= _heap.Count)
            return null;

        return child + 1 < _heap.Count && _heap[child + 1].Deadline < _heap[child].Deadline ? child + 1 : child;
    }

    private void Place(Waiter waiter, int index)
    {
        _heap[index] = waiter;
        waiter.DeadlineIndex = index;
    }
}

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>
/// A clock on which waiting takes no time: whoever waits for a timer finds it due as soon as it is set, with the clock moved on by as
/// much. Timers that cancel (timeouts) are guards, not waits: they fire when the time that the waits and the network take reaches them.
/// </summary>
/// <remarks>Unlike the stock fake clock it may be advanced from within a timer's callback, which is where the code after a wait may run.</remarks>
internal sealed class WaitlessTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly PriorityQueue<WaitlessTimer, long> _timers = new();
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The waits so far, in their order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock) return [.. _waits];
        }
    }

    /// <summary>Runs when somebody waits, before the time moves on.</summary>
    public Action<TimeSpan>? OnWait { get; set; }

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WaitlessTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time) => AdvanceTo(GetTimestamp() + time.Ticks);

    /// <summary>Lets the network take its time; ends like a socket does when the time was too long.</summary>
    public void Take(TimeSpan time, CancellationToken cancellationToken)
    {
        Advance(time);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void AdvanceTo(long end)
    {
        while (TryTakeDue(end, out var timer)) timer.Fire();
    }

    private bool TryTakeDue(long end, out WaitlessTimer timer)
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out timer!, out var due) && due <= end)
            {
                _timers.Dequeue();
                if (timer.Due != due) continue;
                timer.Due = null;
                _now = Math.Max(_now, due);
                return true;
            }

            _now = Math.Max(_now, end);
            return false;
        }
    }

    private void Set(WaitlessTimer timer, TimeSpan dueTime, bool isWait)
    {
        long due;
        lock (_lock)
        {
            timer.Due = null;
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            due = _now + dueTime.Ticks;
            timer.Due = due;
            _timers.Enqueue(timer, due);
            if (isWait) _waits.Add(dueTime);
        }

        // Elsewhere, for the one who sets a timer may hold a lock that its callback needs.
        if (isWait) ThreadPool.UnsafeQueueUserWorkItem(_ => End(dueTime, due), null);
    }

    private void End(TimeSpan wait, long due)
    {
        OnWait?.Invoke(wait);
        AdvanceTo(due);
    }

    private sealed class WaitlessTimer(WaitlessTime time, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>When it fires; guarded by the clock's lock.</summary>
        public long? Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime, isWait: state is not CancellationTokenSource);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan, isWait: false);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

namespace ArkForge.Extensions.Tests.RateLimiting.Support;

/// <summary>A clock that jumps from event to event on one thread, and whose timers fire early, as real ones do.</summary>
internal sealed class VirtualTime(int seed) : TimeProvider
{
    private static readonly TimeSpan EarliestBy = TimeSpan.FromMilliseconds(11);

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _events = new();
    private long _order;

    public DateTimeOffset Start { get; init; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far the client's wall clock is off.</summary>
    public TimeSpan Skew { get; init; }

    public TimeSpan Now { get; private set; }

    public int TimersCreated { get; private set; }

    public int TimerChanges { get; private set; }

    public int ClockReads { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        ClockReads++;
        return Now.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => Start + Now + Skew;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        TimersCreated++;
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Schedule(TimeSpan delay, Action action) => _events.Enqueue(action, (Now + delay, _order++));

    /// <summary>Runs events until none is left before the end.</summary>
    public void RunUntil(TimeSpan end)
    {
        while (_events.TryPeek(out var action, out var when) && when.Due <= end)
        {
            _events.Dequeue();
            Now = when.Due > Now ? when.Due : Now;
            action();
        }

        Now = end;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.TimerChanges++;
            var version = ++_version;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;

            var early = EarliestBy * time._random.NextDouble();
            time.Schedule(dueTime > early ? dueTime - early : TimeSpan.FromTicks(1), () =>
            {
                if (version == _version)
                    callback(state);
            });
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

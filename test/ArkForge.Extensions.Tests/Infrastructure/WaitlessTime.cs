using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>
/// A clock on which waiting takes no time: whoever waits for a timer finds it due as soon as it is set, with the clock moved on by as
/// much. Timers that cancel (timeouts) are guards, not waits: they fire when the time that the waits and the network take reaches them.
/// </summary>
internal sealed class WaitlessTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];

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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is CancellationTokenSource) return timer;
        Skip(dueTime);
        return new WaitTimer(this, timer);
    }

    private void Skip(TimeSpan wait)
    {
        if (wait == Timeout.InfiniteTimeSpan) return;
        lock (_lock) _waits.Add(wait);
        // Elsewhere, for the one who sets a timer may hold a lock that its callback needs.
        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                state.Time.OnWait?.Invoke(state.Wait);
                state.Time.Advance(state.Wait);
            },
            (Time: this, Wait: wait),
            preferLocal: false);
    }

    private sealed class WaitTimer(WaitlessTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            time.Skip(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

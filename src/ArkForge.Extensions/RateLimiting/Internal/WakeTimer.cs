namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>A one-shot timer that can be moved, on the limiter's own time line.</summary>
internal sealed class WakeTimer : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly ITimer _timer;
    private TimeSpan _due = TimeSpan.MaxValue;

    /// <summary>Creates a timer that does not run yet.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onDue">Called about when the timer is due: possibly a few milliseconds early.</param>
    public WakeTimer(TimeProvider time, Action onDue)
    {
        // The timer outlives the call that happens to create it, and so must not keep that call's ambient values.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static state => ((Action)state!)(), onDue, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets the timer run until an instant.</summary>
    public void Set(TimeSpan due, TimeSpan now)
    {
        if (due == _due)
            return;

        _due = due;
        var delay = due == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : due - now;
        if (delay != Timeout.InfiniteTimeSpan)
            delay = delay < Shortest ? Shortest : delay > QuotaBounds.MaxTime ? QuotaBounds.MaxTime : delay;

        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes that the timer has fired and so does not run any more.</summary>
    public void Fired() => _due = TimeSpan.MaxValue;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}

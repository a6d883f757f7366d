using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>A clock that stands until the test moves it, and that tells when somebody sets a timer by it.</summary>
internal sealed class ObservedClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>By how much timers fire before they are due, as those of real clocks do.</summary>
    public TimeSpan FiresEarlyBy { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, Early(dueTime), period);
        _timers.Writer.TryWrite(dueTime);
        return new EarlyTimer(this, timer);
    }

    /// <summary>Ends when a timer of just this length has been set.</summary>
    public async Task TimerAsync(TimeSpan length)
    {
        while (await Patience.For(_timers.Reader.ReadAsync().AsTask()) != length)
        {
        }
    }

    private TimeSpan Early(TimeSpan dueTime) => dueTime > FiresEarlyBy ? dueTime - FiresEarlyBy : dueTime;

    private sealed class EarlyTimer(ObservedClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Early(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

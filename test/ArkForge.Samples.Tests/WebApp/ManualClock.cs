using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Samples.Tests.WebApp;

/// <summary>A clock that only a test moves, and that tells when somebody begins to wait.</summary>
internal sealed class ManualClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns when somebody waits that long.</summary>
    public async Task WaitForTimerAsync(TimeSpan dueTime)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await _waits.Reader.ReadAsync(limit.Token) != dueTime)
        {
        }
    }
}

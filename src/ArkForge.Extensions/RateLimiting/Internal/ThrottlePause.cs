namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>What holds calls back besides the quota itself: the cold start, and the pause and slow start after a refusal.</summary>
/// <remarks>
/// The number of calls in flight starts small and grows by one with every answer, which doubles it each round trip. The first answer
/// with quota headers lifts it, for the quota then says all. A refusal (429) pauses everybody for as long as the service asks,
/// or else 1, 2, 4 ... 60 seconds; unless the used-up quota explains the refusal, the growth then starts over from one.
/// </remarks>
internal sealed class ThrottlePause(int initialPermits)
{
    private const int MaxDoublings = 6;
    private static readonly TimeSpan BaseBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TimerPad = TimeSpan.FromMilliseconds(50);

    private int _refusals;
    private bool _slowStart;
    private long _since;

    /// <summary>Until when nobody may call.</summary>
    public TimeSpan Until { get; private set; }

    /// <summary>How many calls may be in flight.</summary>
    public int MaxInFlight { get; private set; } = initialPermits;

    /// <summary>Learns from an answer.</summary>
    /// <param name="sequence">The answered permit.</param>
    /// <param name="lastSequence">The permit taken last.</param>
    /// <param name="observation">The answer.</param>
    /// <param name="now">The present instant.</param>
    public void Answer(long sequence, long lastSequence, in QuotaObservation observation, TimeSpan now)
    {
        // Calls that were already under way when the pause began say nothing new about it.
        var isNews = sequence > _since;
        if (observation.IsThrottled)
            Refuse(isNews, lastSequence, observation, now);
        else if (isNews)
            Grow(observation.HasQuota);
    }

    private void Grow(bool hasQuota)
    {
        _refusals = 0;
        if (hasQuota && !_slowStart)
            MaxInFlight = int.MaxValue;
        else if (MaxInFlight < int.MaxValue)
            MaxInFlight++;
    }

    private void Refuse(bool isNews, long lastSequence, in QuotaObservation observation, TimeSpan now)
    {
        if (observation.RetryAfter > TimeSpan.Zero)
            Extend(now + observation.RetryAfter.Value + TimerPad);

        if (observation is { HasQuota: true, Remaining: 0 } && observation.UntilReset > TimeSpan.Zero)
        {
            if (!_slowStart)
                MaxInFlight = int.MaxValue;
        }
        else if (isNews)
        {
            if (!(observation.RetryAfter > TimeSpan.Zero))
                Extend(now + Backoff());

            _slowStart = true;
            _since = lastSequence;
            MaxInFlight = 1;
        }
    }

    private void Extend(TimeSpan until) => Until = until > Until ? until : Until;

    private TimeSpan Backoff()
    {
        var backoff = BaseBackoff * (1 << _refusals);
        _refusals = Math.Min(_refusals + 1, MaxDoublings);
        return backoff < MaxBackoff ? backoff : MaxBackoff;
    }
}

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>
/// The books of one quota: how many permits may be given out, by what the service's answers said. Pure bookkeeping: no clock, no
/// lock, no waiting; instants are given as time since the limiter's start.
/// </summary>
/// <remarks>
/// Within a window <c>available = limit - used - in flight - lost</c>, where <c>used</c> is the most any answer of the window has
/// reported. Answers out of order therefore change nothing, calls the service had not counted yet when it answered are counted off,
/// and those it had counted are given back as their own answers arrive, so that the whole quota is used in the end.
/// <c>spent</c> counts what is certainly gone from the window (reported, or taken since the report); it says which callers need not wait.
/// At the end of a window the calls in flight are charged to the next one, until their answers show where they were counted.
/// </remarks>
internal sealed class QuotaLedger(int initialPermits)
{
    // Reset and Date are cut to whole seconds, so the true end of a window lies up to a second after the one computed from them.
    private static readonly TimeSpan HeaderResolution = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SmallestWindow = TimeSpan.FromSeconds(1);

    private readonly ThrottlePause _pause = new(initialPermits);
    private int _limit;
    private long _limitSetBy;
    private int _used;
    private int _spent;
    private long _losses;
    private long _lossesSettled;
    private long _sequence;
    private long _windowSince;
    private bool _windowConfirmed;
    private TimeSpan _windowEnd;
    private TimeSpan _windowLength;
    private DateTimeOffset _serverWindowEnd;
    private int _lingering;
    private TimeSpan _lingerUntil;

    /// <summary>Permits taken whose calls have not ended.</summary>
    public int InFlight { get; private set; }

    /// <summary>The instant after which nothing that was learned matters any more.</summary>
    public TimeSpan FreshFrom => _pause.Until > _windowEnd ? _pause.Until : _windowEnd;

    /// <summary>How many permits can be taken at this instant.</summary>
    public int Available(TimeSpan now)
    {
        if (now < _pause.Until)
            return 0;

        var allowed = _pause.MaxInFlight - InFlight;
        if (_limit == 0)
            return Math.Max(0, allowed);

        Roll(now);
        if (now >= _lingerUntil)
            _lingering = 0;

        var inFlight = InFlight + _lingering;
        var left = _limit - _used - inFlight - (_losses - _lossesSettled);

        // Lost calls alone never lock the quota: one call at a time finds out what became of them.
        if (left <= 0 && inFlight == 0 && _used < _limit)
            left = 1;

        return (int)Math.Max(0, Math.Min(allowed, left));
    }

    /// <summary>Takes one permit; only while <see cref="Available"/> says that there is one.</summary>
    public PermitStamp Take()
    {
        InFlight++;
        _spent++;
        return new(++_sequence, _losses);
    }

    /// <summary>Takes back the permit of a call that never left.</summary>
    public void Return()
    {
        InFlight--;
        _spent = Math.Max(_used, _spent - 1);
    }

    /// <summary>Notes that a call ended without an answer: the service may or may not have counted it.</summary>
    public void Lose()
    {
        Return();
        _losses++;
    }

    /// <summary>Notes the answer to a call.</summary>
    public void Answer(PermitStamp stamp, in QuotaObservation observation, TimeSpan now)
    {
        if (observation.HasQuota)
        {
            InFlight--;
            _lossesSettled = Math.Max(_lossesSettled, stamp.LossesBefore);
            Learn(stamp, observation, now);
        }
        else if (_limit > 0)
        {
            Lose();
        }
        else
        {
            Return();
        }

        _pause.Answer(stamp.Sequence, _sequence, observation, now);
    }

    /// <summary>The next instant at which time alone may bring permits; <see cref="TimeSpan.MaxValue"/> if only answers can.</summary>
    public TimeSpan NextReplenishment(TimeSpan now)
    {
        if (now < _pause.Until)
            return _pause.Until;

        var next = _windowConfirmed && now < _windowEnd ? _windowEnd : TimeSpan.MaxValue;
        return _lingering > 0 && now < _lingerUntil && _lingerUntil < next ? _lingerUntil : next;
    }

    /// <summary>
    /// How long a caller must certainly wait: zero if its turn may come as soon as an answer arrives, otherwise until the window in
    /// which its turn comes begins.
    /// </summary>
    /// <param name="ahead">Callers that are to be served before.</param>
    /// <param name="now">The present instant.</param>
    public TimeSpan EarliestWait(int ahead, TimeSpan now)
    {
        var pause = Until(_pause.Until, now);
        if (_limit == 0)
            return pause;

        Roll(now);
        var grantable = Math.Max(0, _limit - _spent);
        if (ahead < grantable)
            return pause;

        var end = _windowConfirmed ? _windowEnd : _windowEnd + _windowLength;
        var wait = Until(end, now) + (_windowLength * ((ahead - grantable) / _limit));
        return wait > pause ? wait : pause;
    }

    /// <summary>What is known of the quota.</summary>
    public QuotaSnapshot? Snapshot(TimeSpan now, DateTimeOffset clock)
    {
        if (_limit == 0)
            return null;

        var untilReset = Until(_windowConfirmed ? _windowEnd : _windowEnd + _windowLength, now);
        return new()
        {
            Limit = _limit,
            Remaining = Math.Clamp(_limit - _used, 0, _limit),
            UntilReset = untilReset,
            ResetsAt = clock + untilReset,
        };
    }

    private static TimeSpan Until(TimeSpan instant, TimeSpan now) => instant > now ? instant - now : TimeSpan.Zero;

    // A window that no answer has confirmed yet does not end by time: how long it lasts is only guessed.
    private void Roll(TimeSpan now)
    {
        if (!_windowConfirmed || now < _windowEnd)
            return;

        _windowConfirmed = false;
        _windowSince = _sequence;
        _used = 0;
        _spent = 0;
    }

    private void Learn(PermitStamp stamp, in QuotaObservation observation, TimeSpan now)
    {
        var used = observation.Limit - observation.Remaining;
        var end = now + observation.UntilReset + HeaderResolution;
        var newer = observation.ServerResetsAt - _serverWindowEnd;
        var tolerance = (_windowLength > SmallestWindow ? _windowLength : SmallestWindow) / 2;

        if (_limit == 0)
        {
            BeginWindow(observation, end);
        }
        else if (observation.UntilReset == TimeSpan.Zero)
        {
            LearnFromLastSecond(used, newer, now);
        }
        else if (_windowConfirmed && newer.Duration() <= tolerance)
        {
            Spend(used);
            _windowEnd = end < _windowEnd ? end : _windowEnd;
            Lengthen(observation);
        }
        else if (newer > tolerance)
        {
            BeginWindow(observation, end);
        }
        else if (stamp.Sequence > _windowSince)
        {
            // The service contradicts what was assumed, by a call made after the assumption: the service is right.
            _windowLength = TimeSpan.Zero;
            BeginWindow(observation, end);
        }

        if (stamp.Sequence > _limitSetBy)
            (_limit, _limitSetBy) = (observation.Limit, stamp.Sequence);
    }

    // No time left: either the last second of this window or of a newer one, or a slow call's window ended long ago. In a second
    // all of these will be over; until then a call that cannot be placed is charged as if it were still in flight.
    private void LearnFromLastSecond(int used, TimeSpan newer, TimeSpan now)
    {
        // Two instants of whole seconds differ by less than this within one window, so that shorter windows cannot be told apart.
        var slack = 2 * HeaderResolution;
        var isOver = _windowConfirmed ? newer <= -slack : newer <= TimeSpan.Zero && _windowLength >= 2 * slack;
        if (isOver)
            return;

        if (_windowConfirmed && newer < slack)
        {
            Spend(used);
            return;
        }

        _lingering++;
        _lingerUntil = now + HeaderResolution;
    }

    private void Spend(int used)
    {
        _used = Math.Max(_used, used);
        _spent = Math.Max(_spent, used);
    }

    private void BeginWindow(in QuotaObservation observation, TimeSpan end)
    {
        _windowConfirmed = true;
        _windowSince = _sequence;
        _windowEnd = end;
        _serverWindowEnd = observation.ServerResetsAt;
        _used = observation.Limit - observation.Remaining;
        _spent = _used;
        Lengthen(observation);
    }

    private void Lengthen(in QuotaObservation observation) =>
        _windowLength = observation.Window ?? (observation.UntilReset > _windowLength ? observation.UntilReset : _windowLength);
}

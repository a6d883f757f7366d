using System.Diagnostics.CodeAnalysis;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>
/// Keeps the calls of one key within the quota that the service's answers tell (<see cref="QuotaLedger"/>), first come first served.
/// </summary>
/// <remarks>
/// One lock, held for O(log n) steps per waiter concerned and never while a caller's code runs; one timer, running only while
/// somebody waits. The timer is never trusted: permits are given out by the clock.
/// </remarks>
internal sealed partial class ServerGuidedRateLimiter(TimeProvider time, int initialPermits)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly QuotaLedger _ledger = new(initialPermits);
    private readonly WaiterQueue _waiters = new();
    private WakeTimer? _timer;
    private TimeSpan _lastUse;
    private long _granted;
    private long _refused;
    private bool _closed;

    /// <summary>How long no permit has been taken or ended, even if the quota is still used up.</summary>
    public TimeSpan SinceLastUse
    {
        get
        {
            lock (_gate)
                return Now - _lastUse;
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    private bool InUse => _ledger.InFlight > 0 || _waiters.Count > 0;

    /// <summary>Takes a permit if one is to be had, is refused it if the wait would be too long, and otherwise joins the queue.</summary>
    /// <param name="maxWait">Longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no bound.</param>
    /// <param name="lease">The permit or the refusal; <see langword="null"/> if the limiter is closed or the caller must wait.</param>
    /// <param name="waiter">The caller's place in the queue.</param>
    /// <returns>Whether that is all; if not, the caller waits by <paramref name="waiter"/>.</returns>
    public bool TryEnter<TWaiter>(TimeSpan maxWait, out QuotaLease? lease, [NotNullWhen(false)] out TWaiter? waiter)
        where TWaiter : Waiter, new()
    {
        (lease, waiter) = (null, null);
        WakeList woken = default;
        lock (_gate)
        {
            if (_closed)
                return true;

            var now = Now;
            if (_waiters.Count > 0)
                Settle(now, ref woken);

            lease = TryGrant(now, maxWait);
            if (lease is null)
            {
                waiter = new() { Since = now, Deadline = Deadline(now, maxWait) };
                _waiters.Enqueue(waiter);
                SetTimer(now);
            }
        }

        woken.Wake();
        return waiter is null;
    }

    /// <summary>Waits in turn.</summary>
    /// <param name="waiter">From <see cref="TryEnter"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<QuotaLease> WaitAsync(AsyncWaiter waiter, CancellationToken cancellationToken)
    {
        using (CancelOn(waiter, cancellationToken))
            return await waiter.Woken.ConfigureAwait(false) ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Takes a permit, blocking the thread until its turn comes.</summary>
    /// <param name="maxWait">Longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no bound.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lease, or <see langword="null"/> if the limiter is closed.</returns>
    public QuotaLease? TryTake(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TryEnter<BlockingWaiter>(maxWait, out var lease, out var waiter))
            return lease;

        using (CancelOn(waiter, cancellationToken))
            return waiter.Block() ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Notes the answer to a call and serves whom it lets through.</summary>
    public void Answer(PermitStamp stamp, in QuotaObservation observation)
    {
        WakeList woken = default;
        lock (_gate)
        {
            _lastUse = Now;
            _ledger.Answer(stamp, observation, _lastUse);
            Settle(_lastUse, ref woken);
        }

        woken.Wake();
    }

    /// <summary>Takes back the permit of a call that never left.</summary>
    public void Return() => End(static ledger => ledger.Return());

    /// <summary>Notes that a call ended without an answer.</summary>
    public void Lose() => End(static ledger => ledger.Lose());

    /// <summary>Closes the limiter if nobody uses it.</summary>
    /// <param name="idleFor">Least idle time; <see langword="null"/> to give up what is still known of the quota.</param>
    /// <returns>Whether it is closed now.</returns>
    public bool TryClose(TimeSpan? idleFor)
    {
        lock (_gate)
        {
            if (InUse || (idleFor is not null && !(IdleDuration >= idleFor)))
                return false;

            Close();
            return true;
        }
    }

    private QuotaLease? TryGrant(TimeSpan now, TimeSpan maxWait)
    {
        if (_waiters.Count == 0 && _ledger.Available(now) > 0)
            return Grant(now, TimeSpan.Zero);

        var wait = _ledger.EarliestWait(_waiters.Count, now);
        return maxWait == TimeSpan.Zero || (maxWait >= TimeSpan.Zero && wait > maxWait)
            ? Refusal(wait, TimeSpan.Zero, now)
            : null;
    }

    private CancellationTokenRegistration CancelOn(Waiter waiter, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(
            static state =>
            {
                var (limiter, waiter) = ((ServerGuidedRateLimiter, Waiter))state!;
                limiter.Cancel(waiter);
            },
            (this, waiter));

    private void Cancel(Waiter waiter)
    {
        lock (_gate)
        {
            if (!_waiters.Remove(waiter))
                return;
        }

        waiter.Wake();
    }

    private void End(Action<QuotaLedger> entry)
    {
        WakeList woken = default;
        lock (_gate)
        {
            _lastUse = Now;
            entry(_ledger);
            Settle(_lastUse, ref woken);
        }

        woken.Wake();
    }

    private void OnTimer()
    {
        WakeList woken = default;
        lock (_gate)
        {
            _timer?.Fired();
            Settle(Now, ref woken);
        }

        woken.Wake();
    }

    /// <summary>Serves whom it can, refuses whom it cannot serve in time, and sets the timer for the rest.</summary>
    private void Settle(TimeSpan now, ref WakeList woken)
    {
        if (_waiters.Count == 0)
            return;

        for (var available = _ledger.Available(now); available > 0 && _waiters.First is { } waiter; available--)
        {
            _waiters.Remove(waiter);
            woken.Add(waiter, Grant(now, now - waiter.Since));
        }

        // Nobody's turn comes before the earliest wait is over, so that whoever gives up earlier waits in vain.
        var earliest = now + _ledger.EarliestWait(ahead: 0, now);
        while (_waiters.FirstToGiveUp is { } waiter && (waiter.Deadline <= now || waiter.Deadline < earliest))
            Refuse(waiter, now, ref woken);

        SetTimer(now);
    }

    private void SetTimer(TimeSpan now)
    {
        if (_waiters.FirstToGiveUp is not { } waiter)
            return;

        var replenishment = _ledger.NextReplenishment(now);
        _timer ??= new(time, OnTimer);
        _timer.Set(replenishment < waiter.Deadline ? replenishment : waiter.Deadline, now);
    }

    private PermitLease Grant(TimeSpan now, TimeSpan waited)
    {
        _lastUse = now;
        _granted++;
        return new(this, _ledger.Take(), waited);
    }

    private void Refuse(Waiter waiter, TimeSpan now, ref WakeList woken)
    {
        _waiters.Remove(waiter);
        woken.Add(waiter, Refusal(_ledger.EarliestWait(ahead: 0, now), now - waiter.Since, now));
    }

    private RefusedLease Refusal(TimeSpan wait, TimeSpan waited, TimeSpan now)
    {
        _refused++;
        return new(wait > TimeSpan.Zero ? wait : null, waited, _ledger.Snapshot(now, time.GetUtcNow()));
    }

    private void Close()
    {
        _closed = true;
        _timer?.Dispose();
        _timer = null;
    }

    private static TimeSpan Deadline(TimeSpan now, TimeSpan maxWait) =>
        maxWait < TimeSpan.Zero || maxWait > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + maxWait;
}

using System.Threading.RateLimiting;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Tests.RateLimiting.Support;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.RateLimiting;

public sealed class ServerGuidedRateLimiterTests : IDisposable
{
    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    private readonly FakeTimeProvider _time = new();
    private readonly ServerGuidedRateLimiter _limiter;

    public ServerGuidedRateLimiterTests() => _limiter = new(_time, initialPermits: 3);

    public void Dispose() => _limiter.Dispose();

    [Test]
    public void ColdStart_BeforeTheFirstAnswer_OnlyInitialPermitsGoOut()
    {
        Assert.That(TakeAll(), Has.Count.EqualTo(3));
    }

    [Test]
    public void ColdStart_FirstAnswer_CountsOffTheCallsInFlight()
    {
        var leases = TakeAll();

        leases[0].Report(Observe.Quota(limit: 10, remaining: 6));

        Assert.That(TakeAll(), Has.Count.EqualTo(6 - 2), "two calls may not have been counted yet when the service answered");
    }

    [Test]
    public void Answers_OutOfOrder_NeverMoreThanTheService()
    {
        Known(limit: 10);
        var leases = TakeAll();

        leases[2].Report(Observe.Quota(10, 5));
        leases[0].Report(Observe.Quota(10, 8));
        leases[1].Report(Observe.Quota(10, 7));

        Assert.Multiple(() =>
        {
            Assert.That(leases, Has.Count.EqualTo(9));
            Assert.That(TakeAll(), Is.Empty);
        });
    }

    [Test]
    public void Answers_AfterForeignCalls_CountThemOff()
    {
        Known(limit: 100);
        var lease = Take();

        lease.Report(Observe.Quota(100, 40));

        Assert.That(TakeAll(), Has.Count.EqualTo(40));
    }

    [TestCase(10, 8, 4, 4)]
    [TestCase(10, 8, 0, 0)]
    [TestCase(10, 20, 18, 18)]
    public void Answers_LimitChangedInFlight_TheNewLimitHolds(int before, int after, int remaining, int available)
    {
        Known(before);

        Take().Report(Observe.Quota(after, remaining));

        Assert.That(TakeAll(), Has.Count.EqualTo(available));
    }

    [Test]
    public void Answers_OldLimitAfterTheNewOne_DoesNotBringItBack()
    {
        Known(limit: 10);
        var old = Take();
        Take().Report(Observe.Quota(limit: 5, remaining: 2));

        old.Report(Observe.Quota(limit: 10, remaining: 8));

        Assert.That(TakeAll(), Has.Count.EqualTo(2));
    }

    [Test]
    public void WindowEnd_CallsInFlight_AreChargedToTheNextWindowUntilTheyAnswer()
    {
        Known(limit: 10);
        var old = TakeAll();
        _time.Advance(TimeSpan.FromSeconds(61));

        var first = TakeAll();
        old[0].Report(Observe.Quota(10, 5, reset: 0, window: 0));
        old[1].Report(Observe.Quota(10, 9, reset: 60, window: 1));
        var second = TakeAll();

        Assert.Multiple(() =>
        {
            Assert.That(first, Has.Count.EqualTo(10 - 9));
            Assert.That(second, Has.Count.EqualTo(1), "the call that was counted in the old window gives its permit back");
        });
    }

    [Test]
    public void WindowEnd_ServiceHasNotReset_ItsAnswerIsBelieved()
    {
        Known(limit: 10);
        _time.Advance(TimeSpan.FromSeconds(61));

        Take().Report(Observe.Quota(10, 0, reset: 30, window: 0));

        Assert.That(Refused(TimeSpan.FromSeconds(10)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(31)));
    }

    [Test]
    public void WindowEnd_HeadersOfWholeSeconds_WaitsTheSecondTheyMayHide()
    {
        Known(limit: 1);
        var waiting = Queue(Forever);

        _time.Advance(TimeSpan.FromSeconds(60.9));
        var early = waiting.IsWoken;
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Multiple(() =>
        {
            Assert.That(early, Is.False);
            Assert.That(waiting.IsWoken, Is.True);
            Assert.That(waiting.Lease!.Waited, Is.EqualTo(TimeSpan.FromSeconds(61)));
        });
    }

    [Test]
    public void LostCalls_AreCountedOffUntilALaterAnswerSettlesThem()
    {
        Known(limit: 10);
        var lost = TakeAll();
        foreach (var lease in lost)
            lease.Dispose();

        var probe = TakeAll();
        probe[0].Report(Observe.Quota(10, 6));

        Assert.Multiple(() =>
        {
            Assert.That(probe, Has.Count.EqualTo(1), "one call at a time finds out what became of the lost ones");
            Assert.That(TakeAll(), Has.Count.EqualTo(6));
        });
    }

    [Test]
    public void ReturnUnused_GivesThePermitBack()
    {
        Known(limit: 10);
        foreach (var lease in TakeAll())
            lease.ReturnUnused();

        Assert.That(TakeAll(), Has.Count.EqualTo(9));
    }

    [Test]
    public void Lease_EndedTwice_CountsOnce()
    {
        Known(limit: 10);
        var lease = Take();

        lease.Report(Observe.Quota(10, 8));
        lease.Dispose();
        lease.ReturnUnused();
        lease.Report(Observe.Quota(10, 0));

        Assert.That(TakeAll(), Has.Count.EqualTo(8));
    }

    [Test]
    public void NoHeaders_EachAnswerAllowsOneCallMore()
    {
        foreach (var lease in TakeAll())
            lease.Report(Observe.Nothing);

        Assert.That(TakeAll(), Has.Count.EqualTo(6));
    }

    [Test]
    public void Throttled_WithRetryAfter_PausesEverybodyThenStartsSlowly()
    {
        Known(limit: 10);
        Take().Report(Observe.Throttled(retryAfter: 20));
        var waiting = Enumerable.Range(0, 3).Select(_ => Queue(Forever)).ToArray();

        _time.Advance(TimeSpan.FromSeconds(20));
        var early = waiting.Count(w => w.IsWoken);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        var first = waiting.Count(w => w.IsWoken);
        waiting[0].Lease!.Report(Observe.Quota(10, 7));

        Assert.Multiple(() =>
        {
            Assert.That(early, Is.Zero);
            Assert.That(first, Is.EqualTo(1));
            Assert.That(waiting.Count(w => w.IsWoken), Is.EqualTo(3));
        });
    }

    [Test]
    public void Throttled_WithoutHeaders_BacksOffLongerEachTime()
    {
        var pauses = new List<TimeSpan>();
        for (var refusal = 0; refusal < 8; refusal++)
        {
            Take().Report(Observe.Throttled());
            pauses.Add(Refused(TimeSpan.Zero).RetryAfter!.Value);
            _time.Advance(pauses[^1]);
        }

        Assert.That(pauses.Select(pause => pause.TotalSeconds), Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 32, 60, 60 }));
    }

    [Test]
    public void Throttled_BurstInFlight_CountsAsOneRefusal()
    {
        foreach (var lease in TakeAll())
            lease.Report(Observe.Throttled());

        Assert.That(Refused(TimeSpan.Zero).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Throttled_QuotaUsedUp_WaitsForTheWindowOnly()
    {
        Known(limit: 10);
        Take().Report(Observe.Quota(10, 0, reset: 30) with { IsThrottled = true });

        var refused = Refused(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Multiple(() =>
        {
            Assert.That(refused.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(31)));
            Assert.That(refused.Quota!.Remaining, Is.Zero);
            Assert.That(TakeAll(), Has.Count.EqualTo(10));
        });
    }

    [Test]
    public void Throttled_LongRetryAfter_FailsFastWithIt()
    {
        Take().Report(Observe.Throttled(retryAfter: 86_400));

        Assert.That(Refused(TimeSpan.FromMinutes(1)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(86_400.05)));
    }

    [Test]
    public void MaxWait_ThePlaceInTheQueueDecides()
    {
        Known(limit: 2);
        Take();
        var window = TimeSpan.FromSeconds(61);
        Queue(Forever);
        Queue(Forever);

        var third = Refused(window);
        Queue(window + window);

        Assert.That(third.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(61 + 60)), "two are served by the next window, the third by the one after");
    }

    [Test]
    public void MaxWait_UnknownBeforehand_FailsWhenItHasElapsed()
    {
        TakeAll();
        var waiting = Queue(TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(4.999));
        var early = waiting.IsWoken;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Multiple(() =>
        {
            Assert.That(early, Is.False);
            Assert.That(waiting.Lease!.IsAcquired, Is.False);
            Assert.That(waiting.Lease.Waited, Is.EqualTo(TimeSpan.FromSeconds(5)));
        });
    }

    [Test]
    public void MaxWait_BecomesHopelessWhileWaiting_FailsAtOnce()
    {
        var leases = TakeAll();
        var waiting = Queue(TimeSpan.FromSeconds(5));

        leases[0].Report(Observe.Quota(limit: 10, remaining: 0, reset: 3600));

        Assert.Multiple(() =>
        {
            Assert.That(waiting.Lease!.IsAcquired, Is.False);
            Assert.That(waiting.Lease.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3601)));
            Assert.That(waiting.Lease.TryGetMetadata(MetadataName.RetryAfter, out var metadata) ? metadata : default,
                Is.EqualTo(TimeSpan.FromSeconds(3601)));
        });
    }

    [Test]
    public void MaxWait_DifferentDeadlines_EachLeavesInItsTime()
    {
        TakeAll();
        double[] seconds = [5, 1, 4, 2, 3, 9, 7, 8, 6];
        var waiting = seconds.Select(s => (Seconds: s, Waiter: Queue(TimeSpan.FromSeconds(s)))).ToArray();

        for (var second = 1; second <= 9; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.That(waiting.Where(w => w.Waiter.IsWoken).Select(w => w.Seconds), Is.All.LessThanOrEqualTo(second));
            Assert.That(waiting.Count(w => w.Waiter.IsWoken), Is.EqualTo(second));
        }
    }

    [Test]
    public async Task AcquireAsync_CancelledInTheQueue_LeavesAtOnceAndCostsNothing()
    {
        Known(limit: 2);
        Take();
        using var cancellation = new CancellationTokenSource();
        var first = _limiter.AcquireAsync(1, cancellation.Token).AsTask();
        var second = Queue(Forever);

        await cancellation.CancelAsync();
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => first);
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Multiple(() =>
        {
            Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
            Assert.That(second.IsWoken, Is.True);
            Assert.That(_limiter.GetStatistics()!.TotalSuccessfulLeases, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task AcquireAsync_AlreadyCancelled_NeverTakesAPermit()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(async () => await _limiter.AcquireAsync(1, cancellation.Token));
        Assert.Catch<OperationCanceledException>(() => _limiter.TryTake(Forever, cancellation.Token));
        Assert.That(TakeAll(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task TryTake_MixedWithAsyncWaiters_ServedInTheOrderTheyCame()
    {
        Known(limit: 1);
        var order = new List<int>();
        var first = Queue(Forever);
        first.OnWoken = () => order.Add(1);
        var blocked = Blocked(() => _limiter.TryTake(Forever, CancellationToken.None));
        await QueueLengthIs(2);
        var last = Queue(Forever);
        last.OnWoken = () => order.Add(3);

        _time.Advance(TimeSpan.FromSeconds(61));
        first.Lease!.Report(Observe.Quota(1, 0, window: 1));
        _time.Advance(TimeSpan.FromSeconds(61));
        var lease = await blocked;
        order.Add(2);
        lease!.Report(Observe.Quota(1, 0, window: 2));
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.That(order, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task TryTake_CancelledWhileBlocked_ThrowsWithTheCallersToken()
    {
        TakeAll();
        using var cancellation = new CancellationTokenSource();
        var blocked = Blocked(() => _limiter.TryTake(Forever, cancellation.Token));
        await QueueLengthIs(1);

        await cancellation.CancelAsync();

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => blocked);
        Assert.Multiple(() =>
        {
            Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
            Assert.That(_limiter.GetStatistics()!.CurrentQueuedCount, Is.Zero);
        });
    }

    [Test]
    public void TenThousandWaiters_ReleasedInOrderByOneTimerWithoutAHerd()
    {
        const int Waiters = 10_000;
        var time = new VirtualTime(seed: 1);
        using var limiter = new ServerGuidedRateLimiter(time, initialPermits: 1);
        limiter.TryTake(TimeSpan.Zero, CancellationToken.None)!.Report(Observe.Quota(limit: 1000, remaining: 0));
        var served = new List<int>();
        var inFlight = new List<QuotaLease>();
        for (var number = 0; number < Waiters; number++)
        {
            var mine = number;
            Assert.That(limiter.TryEnter<RecordingWaiter>(Forever, out _, out var waiter), Is.False);
            waiter!.OnWoken = () =>
            {
                served.Add(mine);
                inFlight.Add(waiter.Lease!);
            };
        }

        var readsToQueue = time.ClockReads;
        var window = 0;
        var largestBatch = 0;
        while (served.Count < Waiters)
        {
            var before = served.Count;
            window++;
            time.RunUntil(window * TimeSpan.FromSeconds(61));
            largestBatch = Math.Max(largestBatch, served.Count - before);
            inFlight.ForEach(lease => lease.Report(Observe.Quota(1000, 0, window: window)));
            inFlight.Clear();
        }

        Assert.Multiple(() =>
        {
            Assert.That(served, Is.EqualTo(Enumerable.Range(0, Waiters)));
            Assert.That(largestBatch, Is.LessThanOrEqualTo(1000), "nobody is woken without a permit");
            Assert.That(readsToQueue, Is.LessThan(2 * Waiters + 10));
            Assert.That(time.ClockReads - readsToQueue, Is.LessThan(Waiters + (20 * window)), "one look for each answer, none for each waiter");
            Assert.That(time.TimersCreated, Is.EqualTo(1));
            Assert.That(time.TimerChanges, Is.LessThan(20 * window));
        });
    }

    [Test]
    public void GetStatistics_CountsEveryLeaseOnce()
    {
        Known(limit: 2);
        Take();
        Queue(Forever);
        Refused(TimeSpan.FromSeconds(1));

        var statistics = _limiter.GetStatistics()!;

        Assert.Multiple(() =>
        {
            Assert.That(statistics.CurrentAvailablePermits, Is.Zero);
            Assert.That(statistics.CurrentQueuedCount, Is.EqualTo(1));
            Assert.That(statistics.TotalSuccessfulLeases, Is.EqualTo(2));
            Assert.That(statistics.TotalFailedLeases, Is.EqualTo(1));
        });
    }

    [Test]
    public void IdleDuration_NullInUseAndWhileTheQuotaIsSpent_ThenSinceTheWindowEnded()
    {
        var lease = Take();
        var inUse = _limiter.IdleDuration;
        lease.Report(Observe.Quota(10, 9));
        var spent = _limiter.IdleDuration;
        _time.Advance(TimeSpan.FromSeconds(70));

        Assert.Multiple(() =>
        {
            Assert.That(inUse, Is.Null);
            Assert.That(spent, Is.Null);
            Assert.That(_limiter.IdleDuration, Is.EqualTo(TimeSpan.FromSeconds(9)));
        });
    }

    [Test]
    public void AttemptAcquire_NoneOneOrTwoPermits()
    {
        using var none = _limiter.AttemptAcquire(0);
        using var one = _limiter.AttemptAcquire(1);
        TakeAll();
        using var noneLeft = _limiter.AttemptAcquire(0);

        Assert.Multiple(() =>
        {
            Assert.That(none.IsAcquired, Is.True);
            Assert.That(one.IsAcquired, Is.True);
            Assert.That(noneLeft.IsAcquired, Is.False);
            Assert.That(() => _limiter.AttemptAcquire(2), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void Dispose_WithWaiters_ReleasesThemRefusedAndTakesNobodyElse()
    {
        TakeAll();
        var waiting = Queue(Forever);

        _limiter.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(waiting.Lease!.IsAcquired, Is.False);
            Assert.That(() => _limiter.AttemptAcquire(), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(async () => await _limiter.AcquireAsync(), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    // Lets the limiter learn a limit by one call, which is spent.
    private void Known(int limit) => Take().Report(Observe.Quota(limit, limit - 1));

    private QuotaLease Take()
    {
        var lease = _limiter.TryTake(TimeSpan.Zero, CancellationToken.None)!;
        Assert.That(lease.IsAcquired, Is.True);
        return lease;
    }

    private QuotaLease Refused(TimeSpan maxWait)
    {
        Assert.That(_limiter.TryEnter<RecordingWaiter>(maxWait, out var lease, out _), Is.True, "must not begin to wait");
        Assert.That(lease!.IsAcquired, Is.False);
        return lease;
    }

    private List<QuotaLease> TakeAll()
    {
        var leases = new List<QuotaLease>();
        while (_limiter.TryTake(TimeSpan.Zero, CancellationToken.None) is { IsAcquired: true } lease)
            leases.Add(lease);

        return leases;
    }

    private RecordingWaiter Queue(TimeSpan maxWait)
    {
        Assert.That(_limiter.TryEnter<RecordingWaiter>(maxWait, out _, out var waiter), Is.False, "must wait");
        return waiter!;
    }

    private static Task<QuotaLease?> Blocked(Func<QuotaLease?> take) =>
        Task.Factory.StartNew(take, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // The only way to know that another thread blocks: ask the limiter until it has queued.
    private async Task QueueLengthIs(int length)
    {
        while (_limiter.GetStatistics()!.CurrentQueuedCount < length)
            await Task.Yield();
    }
}

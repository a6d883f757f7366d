using System.Globalization;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Tests.RateLimiting.Support;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.RateLimiting;

public sealed class InMemoryQuotaStoreTests : IDisposable
{
    private static readonly QuotaPartition Partition = new("", "api.arkforge.example", "key-1");

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryQuotaStore _store;

    public InMemoryQuotaStoreTests() =>
        _store = new(_time, static name => new() { InitialPermits = name == "wide" ? 50 : 2, IdleTimeout = TimeSpan.FromMinutes(10) });

    public void Dispose() => _store.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Acquire_FreePermit_LeasesAtOnce(bool async)
    {
        using var lease = await Acquire(async, Partition);

        Assert.Multiple(() =>
        {
            Assert.That(lease.IsAcquired, Is.True);
            Assert.That(lease.Waited, Is.EqualTo(TimeSpan.Zero));
            Assert.That(lease.RetryAfter, Is.Null);
            Assert.That(lease.MetadataNames, Is.Empty);
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Acquire_QuotaSpentForLongerThanTheWait_RefusesWithRetryAfter(bool async)
    {
        using var first = await Acquire(async, Partition);
        first.Report(Observe.Quota(limit: 100, remaining: 0, reset: 1800));

        using var refused = await Acquire(async, Partition);

        Assert.Multiple(() =>
        {
            Assert.That(refused.IsAcquired, Is.False);
            Assert.That(refused.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1801)));
            Assert.That(refused.Quota!.Limit, Is.EqualTo(100));
            Assert.That(refused.Quota.ResetsAt, Is.EqualTo(_time.GetUtcNow().AddSeconds(1801)));
            Assert.That(refused.MetadataNames, Has.Exactly(1).Items);
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Acquire_Cancelled_ThrowsWithTheCallersToken(bool async)
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => Acquire(async, Partition, cancellation.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Acquire_NegativeWait_Throws(bool async) =>
        await Assert.ThatAsync(
            async () => async
                ? await _store.AcquireAsync(Partition, TimeSpan.FromSeconds(-1))
                : _store.Acquire(Partition, TimeSpan.FromSeconds(-1)),
            Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task AcquireAsync_Waiting_IsServedWhenAnAnswerFreesAPermit()
    {
        using var first = _store.Acquire(Partition, TimeSpan.Zero);
        using var second = _store.Acquire(Partition, TimeSpan.Zero);
        var third = _store.AcquireAsync(Partition, TimeSpan.FromMinutes(1)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));

        first.Report(Observe.Quota(100, 99));

        using var lease = await third;
        Assert.Multiple(() =>
        {
            Assert.That(lease.IsAcquired, Is.True);
            Assert.That(lease.Waited, Is.EqualTo(TimeSpan.FromSeconds(3)));
        });
    }

    [Test]
    public async Task AcquireAsync_ThousandCallersRaceTheFirstUse_OneLimiter()
    {
        var partition = Partition with { ClientName = "wide" };
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, 1000).Select(async _ =>
        {
            await start.Task;
            return await _store.AcquireAsync(partition, TimeSpan.Zero);
        }).ToArray();

        start.SetResult();
        var leases = await Task.WhenAll(callers);

        Assert.Multiple(() =>
        {
            Assert.That(_store.Count, Is.EqualTo(1));
            Assert.That(leases.Count(lease => lease.IsAcquired), Is.EqualTo(50));
        });
    }

    [Test]
    public void Acquire_OtherKeyHostOrClient_HasAQuotaOfItsOwn()
    {
        Spend(Partition);

        Assert.Multiple(() =>
        {
            Assert.That(Takes(Partition with { KeyId = "key-2" }), Is.True);
            Assert.That(Takes(Partition with { Authority = "other.example" }), Is.True);
            Assert.That(Takes(Partition with { ClientName = "fund-a" }), Is.True);
            Assert.That(Takes(Partition), Is.False);
            Assert.That(_store.Count, Is.EqualTo(4));
        });
    }

    [Test]
    public void Acquire_NewKeyLongAfterTheOldOne_DropsTheOldOne()
    {
        Spend(Partition);
        _time.Advance(TimeSpan.FromMinutes(12));

        Takes(Partition with { KeyId = "key-2" });

        Assert.That(_store.Count, Is.EqualTo(1));
    }

    [Test]
    public void Acquire_NewKeyWhileTheOldQuotaIsSpent_KeepsWhatIsKnown()
    {
        Spend(Partition, reset: 3600);
        _time.Advance(TimeSpan.FromMinutes(12));

        Takes(Partition with { KeyId = "key-2" });

        Assert.That(Takes(Partition), Is.False);
    }

    [Test]
    public void Acquire_ManyKeys_MemoryIsBoundedAndCallsInFlightAreKept()
    {
        var inFlight = _store.Acquire(Partition, TimeSpan.Zero);
        for (var key = 0; key < 5000; key++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Spend(Partition with { KeyId = key.ToString(CultureInfo.InvariantCulture) }, reset: 86_400);
        }

        inFlight.Report(Observe.Quota(100, 0, reset: 86_400));

        Assert.Multiple(() =>
        {
            Assert.That(_store.Count, Is.LessThanOrEqualTo(1000));
            Assert.That(Takes(Partition), Is.False);
        });
    }

    [Test]
    public async Task Dispose_WithWaiters_RefusesThemAndThrowsForNewCallers()
    {
        using var first = _store.Acquire(Partition, TimeSpan.Zero);
        using var second = _store.Acquire(Partition, TimeSpan.Zero);
        var waiting = _store.AcquireAsync(Partition, Timeout.InfiniteTimeSpan).AsTask();

        _store.Dispose();

        Assert.That((await waiting).IsAcquired, Is.False);
        Assert.That(() => _store.Acquire(Partition, TimeSpan.Zero), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Acquire_FreePermit_AllocatesTheLeaseAlone()
    {
        using (var first = _store.Acquire(Partition, TimeSpan.Zero))
            first.Report(Observe.Quota(1_000_000, 999_999, reset: 3600));

        var answer = Observe.Quota(1_000_000, 999_998, reset: 3600);
        const int Calls = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < Calls; call++)
            _store.Acquire(Partition, TimeSpan.Zero).Report(answer);

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / Calls, Is.LessThanOrEqualTo(80));
    }

    private async Task<QuotaLease> Acquire(bool async, QuotaPartition partition, CancellationToken cancellationToken = default) =>
        async
            ? await _store.AcquireAsync(partition, TimeSpan.FromMinutes(1), cancellationToken)
            : _store.Acquire(partition, TimeSpan.FromMinutes(1), cancellationToken);

    private void Spend(QuotaPartition partition, double reset = 60)
    {
        using var lease = _store.Acquire(partition, TimeSpan.Zero);
        lease.Report(Observe.Quota(limit: 100, remaining: 0, reset));
    }

    private bool Takes(QuotaPartition partition)
    {
        using var lease = _store.Acquire(partition, TimeSpan.Zero);
        return lease.IsAcquired;
    }
}

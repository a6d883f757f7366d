using System.Globalization;
using System.Net;
using ArkForge.Extensions.Tests.Faults.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, quota, as the caller sees it; the arithmetic behind it has its own tests in RateLimiting.</summary>
public sealed class QuotaFaultTests : FaultTests
{
    // The clock of the client stands at 2026-01-01 00:00:00; where the service sends a Date, it is an hour off.
    [TestCase("Retry-After: 7", 7)]
    [TestCase("Retry-After: Thu, 01 Jan 2026 00:00:30 GMT", 30)]
    [TestCase("Retry-After: Thursday, 01-Jan-26 00:00:30 GMT", 30)]
    [TestCase("Retry-After: Thu Jan  1 00:00:30 2026", 30)]
    [TestCase("Date: Thu, 01 Jan 2026 01:00:00 GMT\r\nRetry-After: Thu, 01 Jan 2026 01:00:30 GMT", 30)]
    [TestCase("Retry-After: soon", null)]
    [TestCase("Retry-After: -5", null)]
    [TestCase("Retry-After:", null)]
    [TestCase("Retry-After: 3\r\nRetry-After: 8", 8)]
    [TestCase("Retry-After: 8, 3", 8)]
    [TestCase("Retry-After: Thu, 01 Jan 2015 00:00:00 GMT", 0)]
    [TestCase("Retry-After: 5000000", 86400)]
    [TestCase("Retry-After: 2147483647", 86400)]
    [TestCase("Retry-After: 99999999999999999999", 86400)]
    [TestCase("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", 86400)]
    public async Task RetryAfter_EveryForm_OnTheException(string header, int? seconds)
    {
        var bench = ServeAnswer(Answer.Error("429 Slow down", null, header.Split("\r\n")), options => options.Retry.MaxAttempts = 1);

        var failure = await bench.FailsAsync<ArkForgeRateLimitException>(bench.HealthAsync(isAsync: true));

        Assert.That(failure.RetryAfter?.TotalSeconds, Is.EqualTo((double?)seconds));
    }

    [TestCase(100, 40, "1767225660", 60)]
    [TestCase(100, 40, "1767225660000", 60)]
    [TestCase(100, 40, "60", 60)]
    [TestCase(100, 40, "1767225000", 0)]
    public async Task Reset_EveryForm_OnTheResponse(int limit, int remaining, string reset, int seconds)
    {
        var quota = await QuotaOfAsync($"X-RateLimit-Limit: {limit}", $"X-RateLimit-Remaining: {remaining}", $"X-RateLimit-Reset: {reset}");

        Assert.That((quota!.Limit, quota.Remaining, quota.UntilReset.TotalSeconds), Is.EqualTo((limit, remaining, (double)seconds)));
    }

    [Test]
    public async Task Reset_ServiceAnHourAhead_CorrectedByItsDate()
    {
        var quota = await QuotaOfAsync("Date: Thu, 01 Jan 2026 01:00:00 GMT", "X-RateLimit-Limit: 9", "X-RateLimit-Remaining: 4", "X-RateLimit-Reset: 1767229260");

        Assert.That(quota!.UntilReset, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [TestCase("X-RateLimit-Limit: 10", "X-RateLimit-Remaining: 11", "X-RateLimit-Reset: 60")]
    [TestCase("X-RateLimit-Limit: 0", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 60")]
    [TestCase("X-RateLimit-Limit: 1000000000000", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 60")]
    [TestCase("X-RateLimit-Limit: 10", "X-RateLimit-Remaining: -1", "X-RateLimit-Reset: 60")]
    [TestCase("X-RateLimit-Limit: 10\r\nX-RateLimit-Limit: 10", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 60")]
    [TestCase("X-Other: 1", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 60")]
    [TestCase("X-RateLimit-Limit: 10", "X-Other: 1", "X-RateLimit-Reset: 60")]
    [TestCase("X-RateLimit-Limit: 10", "X-RateLimit-Remaining: 0", "X-Other: 1")]
    public async Task MalformedSet_IgnoredAsAWholeAndNobodyWaits(string limit, string remaining, string reset)
    {
        var bench = ServeAnswer(Answer.Json(Answer.HealthJson, [.. limit.Split("\r\n"), remaining, reset]));
        QuotaSnapshot? quota = null;

        for (var call = 0; call < 3; call++)
            await Patience.For(bench.HealthAsync(isAsync: true, new() { OnResponse = response => quota = response.Quota }));

        Assert.That(quota, Is.Null);
    }

    [Test]
    public async Task SixtyFourCalls_AnsweredOutOfOrder_NeverMoreThanTheQuota()
    {
        const int Limit = 64;
        var served = 0;
        var bench = Serve(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                // The later a request came, the more of the quota its answer reports as left: the order of the answers is wrong.
                var number = Interlocked.Increment(ref served);
                await connection.SendAsync(number > Limit
                    ? Answer.Error("429 Slow down")
                    : Answer.Json(Answer.HealthJson, $"X-RateLimit-Limit: {Limit}", $"X-RateLimit-Remaining: {number - 1}", "X-RateLimit-Reset: 3600"));
            }
        });

        var calls = Enumerable.Range(0, 80).Select(_ => CatchAsync(bench, bench.HealthAsync(isAsync: true))).ToArray();
        var failures = await Patience.For(Task.WhenAll(calls));

        Assert.That(failures.OfType<ArkForgeRateLimitException>(), Has.All.Property(nameof(ArkForgeException.StatusCode)).Null, "no 429 of its own making");
        Assert.That(served, Is.LessThanOrEqualTo(Limit));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ThrottledWithoutHeaders_BacksOffAndEverybodySlowsDown(bool isAsync)
    {
        var bench = ServeAnswers(Answer.Error("429 Slow down"), Answer.Health);

        var first = bench.HealthAsync(isAsync);
        await bench.Server.NextRequestAsync();
        await WaitingAsync(bench, 1);
        var second = bench.HealthAsync(isAsync);
        await WaitingAsync(bench, 2);

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await Patience.For(Task.WhenAll(first, second));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task WaiterCancelled_LeavesAtOnceAndCostsNothing(bool isAsync)
    {
        var bench = await SpentAsync(isAsync, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        using var caller = new CancellationTokenSource();
        var call = bench.HealthAsync(isAsync, cancellationToken: caller.Token);
        await WaitingAsync(bench, 1);

        await caller.CancelAsync();
        var failure = await bench.FailsAsync<OperationCanceledException>(call);

        Assert.That(failure.CancellationToken, Is.EqualTo(caller.Token));
        Assert.That(bench.Store.Waiting(bench.Partition), Is.Zero);
        Assert.That(bench.Store.Taken, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task WaitLongerThanAllowed_FailsFastWithRetryAfter(bool isAsync)
    {
        var bench = await SpentAsync(isAsync, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1));

        var failure = await bench.FailsAsync<ArkForgeRateLimitException>(bench.HealthAsync(isAsync));

        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(30)).Within(TimeSpan.FromSeconds(1)));
        Assert.That((failure.Attempts, failure.IsTransient, failure.Elapsed), Is.EqualTo((0, true, TimeSpan.Zero)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task WindowRollsOver_WaiterGoesOn(bool isAsync)
    {
        var bench = await SpentAsync(isAsync, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        var call = bench.HealthAsync(isAsync);
        await WaitingAsync(bench, 1);

        bench.Clock.Advance(TimeSpan.FromSeconds(31));

        await Patience.For(call);
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task RetryAfterBeyondTheDeadline_FailsAtOnceWithTheValue(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Error("429 Slow down", null, "Retry-After: 3600"));
        var throttled = await bench.FailsAsync<ArkForgeRateLimitException>(bench.HealthAsync(isAsync));
        Assert.That((throttled.RetryAfter, throttled.Attempts), Is.EqualTo((TimeSpan.FromHours(1), 1)));
        var other = ServeAnswer(Answer.Error("503 Later", null, "Retry-After: 3600"));
        await other.FailsAsync<ArkForgeServiceException>(other.HealthAsync(isAsync));

        var started = TimeProvider.System.GetTimestamp();
        var failure = await other.FailsAsync<ArkForgeServiceException>(other.HealthAsync(isAsync));
        var took = TimeProvider.System.GetElapsedTime(started);

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Retry-After beyond the deadline, async {isAsync}: {took.TotalMilliseconds:0.0} ms"));
        Assert.That((failure.RetryAfter, failure.Attempts, failure.StatusCode), Is.EqualTo((TimeSpan.FromHours(1), 1, HttpStatusCode.ServiceUnavailable)));
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task KeyRotated_NewBucketAndTheOldOneIsDropped()
    {
        var keys = new LiveKey("sk-arkforge-first");
        var bench = ServeAnswer(
            Answer.Json(Answer.HealthJson, "X-RateLimit-Limit: 1", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 600"),
            build: builder => builder.AddApiKeyProvider<LiveKeys>().Services.AddSingleton(keys));
        await Patience.For(bench.HealthAsync(isAsync: true));

        keys.Value = "sk-arkforge-second";
        await Patience.For(bench.HealthAsync(isAsync: true));
        Assert.That(bench.Store.Inner.Count, Is.EqualTo(2));

        // Dropped when it is idle and what is known of it no longer matters.
        bench.Clock.Advance(TimeSpan.FromHours(1));
        keys.Value = "sk-arkforge-third";
        await Patience.For(bench.HealthAsync(isAsync: true));
        Assert.That(bench.Store.Inner.Count, Is.EqualTo(1));
        bench.ClockMoved = TimeSpan.FromHours(1);
    }

    private static Task WaitingAsync(FaultBench bench, int waiters) => FaultBench.UntilAsync(() => bench.Store.Waiting(bench.Partition) == waiters);

    private static async Task<Exception?> CatchAsync(FaultBench bench, Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (ArkForgeException e)
        {
            lock (bench.Failures) bench.Failures.Add(e);
            return e;
        }
    }

    private async Task<QuotaSnapshot?> QuotaOfAsync(params string[] headers)
    {
        var bench = ServeAnswer(Answer.Json(Answer.HealthJson, headers));
        QuotaSnapshot? quota = null;
        await Patience.For(bench.HealthAsync(isAsync: true, new() { OnResponse = response => quota = response.Quota }));
        return quota;
    }

    /// <summary>A client that knows that its quota is used up.</summary>
    private async Task<FaultBench> SpentAsync(bool isAsync, TimeSpan untilReset, TimeSpan maxWait)
    {
        var bench = ServeAnswer(
            Answer.Json(
                Answer.HealthJson,
                "X-RateLimit-Limit: 5",
                "X-RateLimit-Remaining: 0",
                string.Create(CultureInfo.InvariantCulture, $"X-RateLimit-Reset: {untilReset.TotalSeconds}")),
            options => options.RateLimiting.MaxWait = maxWait);
        await Patience.For(bench.HealthAsync(isAsync));
        return bench;
    }
}

using System.Globalization;
using ArkForge.Extensions.Tests.Faults.Support;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, life cycle: a caller who gives up is let go at once, wherever the call is.</summary>
public sealed class CancellationTests : FaultTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(20);

    // A bound for a busy machine; the figure itself is written out.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    public enum Stage
    {
        Before,
        QuotaWait,
        Connect,
        Send,
        Headers,
        Body,
        Backoff,
    }

    [Test]
    public async Task Cancelled_InAnyStage_TheCallersTokenAtOnce([Values] Stage stage, [Values] bool isAsync)
    {
        using var caller = new CancellationTokenSource();
        var (bench, call) = await ReachAsync(stage, isAsync, caller);

        var started = TimeProvider.System.GetTimestamp();
        var cancelling = caller.CancelAsync();
        var failure = await bench.FailsAsync<OperationCanceledException>(call());
        var took = TimeProvider.System.GetElapsedTime(started);
        await cancelling;

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}, async {isAsync}: {took.TotalMilliseconds:0.0} ms"));
        Assert.That(failure.CancellationToken, Is.EqualTo(caller.Token));
        Assert.That(took, Is.LessThan(Bound));
        // Cancelled between permit and wire: the permit counts as spent, for the request may have left.
        if (stage == Stage.Connect) bench.UnseenRequests = 1;
    }

    [Test]
    public async Task CancelledAndTimedOutAtOnce_Cancellation([Values] bool isAsync, [Values] bool isTotal)
    {
        using var caller = new CancellationTokenSource();
        var bench = Serve(HangAfterRequestAsync, options =>
        {
            options.Retry.MaxAttempts = 1;
            options.Timeouts.Attempt = Attempt;
            if (isTotal) options.Timeouts.Total = Attempt;
        });
        await using var cancelling = bench.Clock.CreateTimer(_ => caller.Cancel(), null, Attempt, Timeout.InfiniteTimeSpan);
        var call = bench.CreateKeyAsync(isAsync, cancellationToken: caller.Token);
        await bench.Server.NextRequestAsync();

        bench.Clock.Advance(Attempt);

        var failure = await bench.FailsAsync<OperationCanceledException>(call);
        Assert.That(failure.CancellationToken, Is.EqualTo(caller.Token));
    }

    private static async Task HangAfterRequestAsync(RawConnection connection)
    {
        await connection.ReadRequestAsync();
        await connection.HangAsync();
    }

    private async Task<(FaultBench Bench, Func<Task> Call)> ReachAsync(Stage stage, bool isAsync, CancellationTokenSource caller)
    {
        var token = caller.Token;
        var bench = stage switch
        {
            Stage.QuotaWait => ServeAnswer(Answer.Json(Answer.HealthJson, "X-RateLimit-Limit: 5", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 30")),
            Stage.Connect => Serve(connection => connection.HangAsync(), options => options.BaseUrl = new UriBuilder(options.BaseUrl!) { Scheme = "https" }.Uri),
            Stage.Send => Serve(async connection =>
            {
                await connection.ReadHeadAsync();
                await connection.HangAsync();
            }),
            Stage.Body => Serve(async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.Head("200 OK", "Content-Length: 500"));
                await connection.HangAsync();
            }),
            Stage.Backoff => ServeAnswer(Answer.Error("500 Oops"), options => options.Retry.BaseDelay = Backoff),
            _ => Serve(HangAfterRequestAsync),
        };
        if (stage == Stage.Before)
        {
            await caller.CancelAsync();
            return (bench, () => bench.HealthAsync(isAsync, cancellationToken: token));
        }

        if (stage == Stage.QuotaWait) await Patience.For(bench.HealthAsync(isAsync));
        Task call = stage == Stage.Send
            ? bench.OptimizeAsync(isAsync, bytes: 8_000_000, token)
            : bench.HealthAsync(isAsync, cancellationToken: token);
        await (stage switch
        {
            Stage.QuotaWait => FaultBench.UntilAsync(() => bench.Store.Waiting(bench.Partition) == 1),
            Stage.Connect => bench.Server.NextConnectionAsync(),
            Stage.Body => Patience.For(bench.Headers.WaitAsync(CancellationToken.None)),
            Stage.Backoff => bench.Clock.TimerAsync(Backoff),
            _ => bench.Server.NextRequestAsync(),
        });
        return (bench, () => call);
    }
}

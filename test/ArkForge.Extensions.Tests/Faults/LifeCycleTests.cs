using System.Collections.Concurrent;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Tests.Faults.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, life cycle: what happens around a call while it is under way.</summary>
public sealed class LifeCycleTests : FaultTests
{
    private const string FirstKey = "sk-arkforge-first";
    private const string SecondKey = "sk-arkforge-second";
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(20);

    [TestCase(true)]
    [TestCase(false)]
    public async Task DisposedWhileWaitingForHeaders_NetworkException(bool isAsync)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.HangAsync();
        });
        var call = bench.CreateKeyAsync(isAsync);
        await bench.Server.NextRequestAsync();

        bench.Client.Dispose();

        var failure = await bench.FailsAsync<ArkForgeNetworkException>(call);
        Assert.That(failure.OutcomeUnknown, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DisposedWhileReadingTheBody_NetworkException(bool isAsync)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Answer.Head("200 OK", "Content-Length: 500"));
            await connection.HangAsync();
        });
        var call = bench.CreateKeyAsync(isAsync);
        await Patience.For(bench.Headers.WaitAsync());

        bench.Client.Dispose();

        await bench.FailsAsync<ArkForgeNetworkException>(call);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DisposedWhileBackingOff_NetworkException(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Error("500 Oops"), options => options.Retry.BaseDelay = Backoff);
        var call = bench.CreateKeyAsync(isAsync);
        await bench.Clock.TimerAsync(Backoff);

        bench.Client.Dispose();

        await bench.FailsAsync<ArkForgeNetworkException>(call);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DisposedWhileWaitingForTheQuota_NetworkException(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Json(Answer.HealthJson, "X-RateLimit-Limit: 5", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 30"));
        await Patience.For(bench.HealthAsync(isAsync));
        var call = bench.HealthAsync(isAsync);
        await FaultBench.UntilAsync(() => bench.Store.Waiting(bench.Partition) == 1);

        bench.Client.Dispose();

        await bench.FailsAsync<ArkForgeNetworkException>(call);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DisposedBeforeTheCall_TypedException(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Health);
        var portfolio = bench.Client.Portfolio;
        bench.Client.Dispose();

        var failure = await bench.FailsAsync<ArkForgeNetworkException>(FaultBench.Run(isAsync, () => portfolio.GetHealthAsync(), () => portfolio.GetHealth()));

        Assert.That(failure.Attempts, Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task KeyRevokedBetweenAttempts_AuthenticationException(bool isAsync)
    {
        var bench = ServeAnswers(Answer.Error("500 Oops"), Answer.Error("401 No", "E_INVALID_API_KEY"));

        var failure = await bench.FailsAsync<ArkForgeInvalidApiKeyException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.OutcomeUnknown), Is.EqualTo((2, true)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task KeyRotatedBetweenAttempts_TheNextAttemptCarriesTheNewOne(bool isAsync)
    {
        var key = new LiveKey(FirstKey);
        var bench = Serve(
            connection => connection.AnswerAllAsync(request =>
            {
                key.Value = SecondKey;
                return request.Key == SecondKey ? Answer.Health : Answer.Error("500 Oops");
            }),
            build: builder => builder.AddApiKeyProvider<LiveKeys>().Services.AddSingleton(key));

        await Patience.For(bench.HealthAsync(isAsync));

        Assert.That(bench.Server.Requests.Select(request => request.Key), Is.EqualTo([FirstKey, SecondKey]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task OptionsReloadedMidFlight_TheCallKeepsItsOwnAndTheNextHasTheNew(bool isAsync)
    {
        var attempts = 3;
        FaultBench? bench = null;
        bench = Serve(
            connection => connection.AnswerAllAsync(_ =>
            {
                attempts = 1;
                bench!.Client.Services.GetRequiredService<IOptionsMonitorCache<ArkForgeOptions>>().Clear();
                return Answer.Error("500 Oops");
            }),
            options => options.Retry.MaxAttempts = attempts);

        var under = await bench.FailsAsync<ArkForgeServiceException>(bench.HealthAsync(isAsync));
        var next = await bench.FailsAsync<ArkForgeServiceException>(bench.HealthAsync(isAsync));

        Assert.That((under.Attempts, next.Attempts), Is.EqualTo((3, 1)));
    }

    [Test, NonParallelizable]
    public async Task StarvedThreadPool_BlockingCallersOnItsThreads_AllComeBack()
    {
        var bench = ServeAnswer(Answer.Health);
        var callers = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => Task.Run(() => bench.Client.Portfolio.GetHealth()));

        await Patience.For(Task.WhenAll(callers));
    }

    [Test]
    public async Task SingleThreadedContext_BlockedByItsCallers_NoDeadlock()
    {
        var bench = ServeAnswers(Answer.Error("500 Oops"), Answer.Health);
        var posted = 0;
        var call = FaultBench.Run(isAsync: false, () => Task.FromResult(true), () =>
        {
            SynchronizationContext.SetSynchronizationContext(new BlockedContext(() => Interlocked.Increment(ref posted)));
            return bench.Client.Portfolio.GetHealthAsync().GetAwaiter().GetResult().Status == ServiceStatus.Ok
                && bench.Client.Portfolio.GetHealth().Status == ServiceStatus.Ok;
        });

        Assert.That(await Patience.For(call), Is.True);
        Assert.That(posted, Is.Zero);
    }

    [Test]
    public async Task ThousandCallersRaceTheFirstUse_OneBucketOnePipeline()
    {
        var built = 0;
        var bench = ServeAnswer(Answer.Health, build: builder => builder.UseResilience((_, _) => Interlocked.Increment(ref built)));
        var answers = new ConcurrentBag<HealthStatus>();

        var callers = Enumerable.Range(0, 1000).Select(_ => Task.Run(async () => answers.Add(await bench.Client.Portfolio.GetHealthAsync())));
        await Patience.For(Task.WhenAll(callers));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Has.Count.EqualTo(1000));
            Assert.That(bench.Store.Inner.Count, Is.EqualTo(1));
            Assert.That(bench.Client.Services.GetRequiredKeyedService<ResiliencePartitions>("").Count, Is.EqualTo(1));
            Assert.That(built, Is.EqualTo(1));
        }
    }

    /// <summary>The thread of this context is blocked: what is posted to it never runs.</summary>
    private sealed class BlockedContext(Action posted) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => posted();
    }
}

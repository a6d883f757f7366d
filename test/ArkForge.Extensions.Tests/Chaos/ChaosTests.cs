using System.Collections.Concurrent;
using System.Globalization;
using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Tests.Chaos.Support;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Extensions.Tests.RateLimiting.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Chaos;

/// <summary>Everything breaks at once: half a minute of it for 64 workers, in virtual time, from a seed.</summary>
/// <remarks>The environment variable <c>ARKFORGE_TESTS_FULL=1</c> runs 200 seeds instead of 3.</remarks>
public sealed class ChaosTests
{
    private const int Hang = 600_000;
    private const int Workers = 64;
    private const int Limit = 300;
    private const int MostRefusals = 5;
    private const string Success = "succeeded";
    private const string Cancelled = "cancelled";
    private const string Unexpected = "UNEXPECTED";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(20);

    [TestCaseSource(nameof(Seeds))]
    [CancelAfter(Hang)]
    public async Task SixtyFourWorkers_EverythingBreaks_AllInvariantsHold(int seed, CancellationToken cancellationToken)
    {
        using var unobserved = new UnobservedExceptions("The simulated network broke");
        var clock = new LoadClock();
        var quota = new QuotaServerModel(LoadClock.Start, TimeSpan.FromSeconds(5), Limit);
        using var service = new SimulatedService(clock, seed) { Quota = quota, Leg = TimeSpan.FromMilliseconds(120), Faults = Weather };
        using var load = new LoadTest(clock, service, Configure);
        var endings = new ConcurrentDictionary<string, int>();
        var budgets = new ConcurrentBag<int>();
        var (writes, created) = (0, 0);
        var budget = load.Services.GetRequiredKeyedService<ResiliencePartitions>("")
            .Get("localhost:3001", new ApiKey(TestKeys.Default).Id, Options()).Budget;
        for (var worker = 0; worker < Workers; worker++)
        {
            var random = new Random((seed * 7919) + worker);
            load.Add(async () =>
            {
                while (clock.Now < Duration)
                {
                    int? write = random.Next(2) == 0 ? Interlocked.Increment(ref writes) : null;
                    var ending = await CallAsync(load, clock, random, write);
                    if (write is not null && ending == Success) Interlocked.Increment(ref created);
                    endings.AddOrUpdate(ending, 1, static (_, count) => count + 1);
                    budgets.Add(budget.Tokens);
                }
            });
        }

        await load.RunAsync(cancellationToken);

        var cancelled = endings.GetValueOrDefault(Cancelled);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {endings.Values.Sum()} calls, {service.Requests} requests, {service.Faulty} faults, {quota.Refused} refusals, budget {budgets.Min()} to {budgets.Max()}; {string.Join(", ", endings.OrderByDescending(one => one.Value).Select(one => $"{one.Value} {one.Key}"))}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(endings.Keys, Has.None.StartsWith(Unexpected));
            Assert.That(endings.Keys, Does.Contain(Success).And.Contain(Cancelled), "the run meets both");
            Assert.That(load.Store.Granted, Is.InRange(service.Requests, service.Requests + cancelled), "permits; a call may be cancelled with one in its hand");
            Assert.That(load.Store.Waiting, Is.Zero, "lost waiters");
            Assert.That(quota.Granted.Values.Max(), Is.InRange(0.99 * Limit, Limit), "the run meets the quota, and it holds");
            Assert.That(quota.Refused, Is.LessThanOrEqualTo(MostRefusals), "only an answer that never came may leave the client wrong about the quota");
            Assert.That(budgets, Has.All.InRange(0, Options().Retry.BudgetCapacity));
            Assert.That(service.Effects, Is.Unique, "one effect for each call at most");
            Assert.That(service.Effects.Count(), Is.InRange(created, writes), "and one for each that succeeded");
            Assert.That(unobserved.Collect(), Is.Empty);
        }
    }

    private static int[] Seeds() => [.. Enumerable.Range(1, TestRun.IsFull ? 200 : 3)];

    // A refusal without a word of the quota slows everybody down, so it is rare: else the quota would never be reached.
    private static SimulatedFault Weather(Random random) => random.NextDouble() switch
    {
        < 0.001 => SimulatedFault.Throttled,
        < 0.8 => SimulatedFault.None,
        _ => (SimulatedFault)random.Next(1, Enum.GetValues<SimulatedFault>().Length) is var fault and not SimulatedFault.Throttled ? fault : SimulatedFault.None,
    };

    private static ArkForgeOptions Options()
    {
        var options = new ArkForgeOptions();
        Configure(options);
        return options;
    }

    private static void Configure(ArkForgeOptions options)
    {
        options.Timeouts.Attempt = TimeSpan.FromSeconds(2);
        options.Timeouts.Total = Total;
        options.RateLimiting.MaxWait = TimeSpan.FromSeconds(8);
    }

    private static async Task<string> CallAsync(LoadTest load, LoadClock clock, Random random, int? write)
    {
        var started = clock.Now;
        var isCancelled = random.Next(20) == 0;
        using var caller = isCancelled ? new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 3_000)), clock) : new CancellationTokenSource();
        var ending = await EndAsync(() => write is { } number
            ? load.Keys.CreateKeyAsync(new() { Name = "chaos" }, new() { Headers = new Dictionary<string, string> { ["X-Number"] = $"{number}" } }, caller.Token)
            : load.Portfolio.GetHealthAsync(cancellationToken: caller.Token), caller.Token);
        if (clock.Now - started > Total + TimeSpan.FromMilliseconds(100)) return $"{Unexpected}: took {clock.Now - started}";
        // Nobody who is turned away at once may spin: time passes between calls as it does in a program.
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 50)), clock, CancellationToken.None);
        return ending;
    }

    private static async Task<string> EndAsync(Func<Task> call, CancellationToken caller)
    {
        try
        {
            await call();
            return Success;
        }
        catch (ArkForgeException e)
        {
            return e.Attempts > 3 ? $"{Unexpected}: {e.Attempts} attempts" : e.GetType().Name;
        }
        catch (OperationCanceledException e) when (e.CancellationToken == caller && caller.IsCancellationRequested)
        {
            return Cancelled;
        }
        catch (Exception e)
        {
            return $"{Unexpected}: {e}";
        }
    }
}

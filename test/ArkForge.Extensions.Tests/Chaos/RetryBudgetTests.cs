using ArkForge.Extensions.Tests.Chaos.Support;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Chaos;

/// <summary>How many requests the retries add in an outage and in bad weather, with the default options and on virtual time.</summary>
/// <remarks>The environment variable <c>ARKFORGE_TESTS_FULL=1</c> makes a million calls where one in a hundred breaks, instead of 20,000.</remarks>
public sealed class RetryBudgetTests
{
    private const int Hang = 600_000;

    [TestCase(true, TestName = "TotalOutage_BreakerAndBudget_NoMoreThan104RequestsForAHundredCalls")]
    [TestCase(false, TestName = "TotalOutage_BudgetAlone_NoMoreThan104RequestsForAHundredCalls")]
    [CancelAfter(Hang)]
    public async Task TotalOutage(bool breaker, CancellationToken cancellationToken)
    {
        const int Calls = 1000;
        var (succeeded, requests) = await RunAsync(Calls, _ => SimulatedFault.InternalError, cancellationToken, options => options.CircuitBreaker.Enabled = breaker);

        Print(breaker ? "Total outage" : "Total outage, no breaker", Calls, succeeded, requests);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(succeeded, Is.Zero);
            Assert.That(requests, Is.LessThanOrEqualTo(1.04 * Calls));
        }
    }

    [Test]
    [CancelAfter(Hang)]
    public async Task TenPercentFaults_NoMoreThan115RequestsForAHundredCalls(CancellationToken cancellationToken)
    {
        const int Calls = 5_000;
        var (succeeded, requests) = await RunAsync(Calls, Share(0.10), cancellationToken);

        Print("10 % faults", Calls, succeeded, requests);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(requests, Is.LessThanOrEqualTo(1.15 * Calls));
            Assert.That(succeeded, Is.GreaterThanOrEqualTo(0.998 * Calls));
        }
    }

    [Test]
    [CancelAfter(Hang)]
    public async Task OnePercentFaults_9999OfTenThousandCallsSucceed(CancellationToken cancellationToken)
    {
        var calls = TestRun.IsFull ? 1_000_000 : 20_000;
        var (succeeded, requests) = await RunAsync(calls, Share(0.01), cancellationToken);

        Print("1 % faults", calls, succeeded, requests);
        Assert.That(succeeded, Is.GreaterThanOrEqualTo(0.9999 * calls));
    }

    private static Func<Random, SimulatedFault> Share(double share) => random =>
        random.NextDouble() >= share ? SimulatedFault.None
        : random.Next(3) switch { 0 => SimulatedFault.InternalError, 1 => SimulatedFault.LostAnswer, _ => SimulatedFault.NotConnected };

    private static async Task<(int Succeeded, int Requests)> RunAsync(
        int calls, Func<Random, SimulatedFault> faults, CancellationToken cancellationToken, Action<ArkForgeOptions>? configure = null)
    {
        const int Workers = 16;
        var clock = new LoadClock();
        using var service = new SimulatedService(clock, seed: 7) { Faults = faults };
        using var load = new LoadTest(clock, service, configure);
        var (left, succeeded) = (calls, 0);
        for (var worker = 0; worker < Workers; worker++)
        {
            load.Add(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    try
                    {
                        await load.Portfolio.GetHealthAsync(cancellationToken: cancellationToken);
                        Interlocked.Increment(ref succeeded);
                    }
                    catch (ArkForgeException)
                    {
                        // Counted by what is missing from the successes.
                        continue;
                    }
                }
            });
        }

        await load.RunAsync(cancellationToken);
        return (succeeded, service.Requests);
    }

    private static void Print(string weather, int calls, int succeeded, int requests) => TestContext.Out.WriteLine(
        FormattableString.Invariant($"{weather}: {calls} calls, {100.0 * succeeded / calls:0.####} % succeeded, {(double)requests / calls:0.###} requests for each"));
}

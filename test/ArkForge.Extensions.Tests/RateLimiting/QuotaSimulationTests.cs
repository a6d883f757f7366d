using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Extensions.Tests.RateLimiting.Support;
using CsCheck;

namespace ArkForge.Extensions.Tests.RateLimiting;

public sealed class QuotaSimulationTests
{
    private const int Calls = 12;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Gen<Schedule> Schedules =
        from seed in Gen.Int[0, 1_000_000]
        from limit in Gen.Int[1, 60]
        from window in Gen.Int[2, 60]
        from workers in Gen.Int[1, 40]
        from slowest in Gen.Int[1, 90_000]
        from phase in Gen.Int[0, 59_999]
        from delta in Gen.Bool
        select new Schedule(seed, limit, window, workers, slowest, phase, delta);

    [Test]
    public void SixtyFourWorkers_ThreeWindows_NoSelfInflictedRefusalsAndTheQuotaSpent(
        [Values(1, 2, 3, 4, 5)] int seed, [Values(-1, 0, 1)] int serverHoursAhead, [Values] bool resetAsDelta)
    {
        var time = new VirtualTime(seed);
        var skew = TimeSpan.FromHours(serverHoursAhead) + TimeSpan.FromMilliseconds(137 * seed);
        var simulation = new QuotaSimulation(seed, Minute, limit: 1000)
        {
            Time = time,
            ServerSkew = skew,
            Server = new(time.Start + skew, Minute, limit: 1000) { ResetAsDelta = resetAsDelta },
            Limiter = new(time, initialPermits: 8),
        };
        for (var worker = 0; worker < 64; worker++)
            simulation.AddWorker(calls: int.MaxValue);

        time.RunUntil(3 * Minute);

        var used = Enumerable.Range(0, 3).Min(window => simulation.Server.Granted[window]);
        TestContext.Out.WriteLine($"429s: {simulation.Server.Refused}, used: {used / 10.0} % of the worst window");
        Assert.Multiple(() =>
        {
            Assert.That(simulation.Server.Refused, Is.Zero);
            Assert.That(used, Is.GreaterThanOrEqualTo(990));
        });
    }

    [Test]
    public void RandomSchedules_ArbitraryLatencies_NeverMoreThanTheServiceGrantsAndNobodyStuck() =>
        Property.ForAll(
            Schedules,
            s =>
            {
                var simulation = Simulate(s, lost: 0);
                simulation.Time.RunUntil(TimeSpan.FromHours(48));
                Require(simulation is { Server.Refused: 0, Waiting: 0, Turned: 0 } && simulation.Served == s.Workers * Calls, simulation);
            },
            count: 150);

    [Test]
    public void RandomSchedules_LostRequestsAndAnswers_AtMostOneRefusalPerLossAndNobodyStuck() =>
        Property.ForAll(
            Schedules,
            s =>
            {
                var simulation = Simulate(s, lost: 0.15);
                simulation.Time.RunUntil(TimeSpan.FromHours(48));
                Require(
                    simulation.Server.Refused <= simulation.Lost && simulation is { Waiting: 0, Turned: 0 }
                    && simulation.Served == s.Workers * Calls,
                    simulation);
            },
            count: 100);

    [Test]
    public void RandomSchedules_BoundedWaits_EverybodyIsServedOrRefused() =>
        Property.ForAll(
            Schedules,
            s =>
            {
                var simulation = Simulate(s, lost: 0.05, maxWait: TimeSpan.FromSeconds(s.Seed % 20));
                simulation.Time.RunUntil(TimeSpan.FromHours(48));
                Require(simulation.Waiting == 0 && simulation.Served + simulation.Turned == s.Workers * Calls, simulation);
            },
            count: 100);

    private static void Require(bool held, QuotaSimulation simulation)
    {
        if (!held)
        {
            throw new InvalidOperationException(
                $"429s {simulation.Server.Refused}, lost {simulation.Lost}, waiting {simulation.Waiting}, "
                + $"turned away {simulation.Turned}, served {simulation.Served}");
        }
    }

    private static QuotaSimulation Simulate(Schedule s, double lost, TimeSpan? maxWait = null)
    {
        var window = TimeSpan.FromSeconds(s.Window);
        var time = new VirtualTime(s.Seed);
        var simulation = new QuotaSimulation(s.Seed, window, s.Limit)
        {
            Time = time,
            Server = new(time.Start - TimeSpan.FromMilliseconds(s.Phase % window.TotalMilliseconds), window, s.Limit)
            {
                ResetAsDelta = s.ResetAsDelta,
            },
            Limiter = new(time, Math.Min(s.Limit, 8)),
            LostRequests = lost,
            LostAnswers = lost,
            MaxWait = maxWait ?? Timeout.InfiniteTimeSpan,
            Leg = random => TimeSpan.FromMilliseconds(random.NextDouble() * (random.Next(4) == 0 ? s.Slowest : s.Slowest / 10.0)),
        };
        for (var worker = 0; worker < s.Workers; worker++)
            simulation.AddWorker(Calls);

        return simulation;
    }

    private sealed record Schedule(int Seed, int Limit, int Window, int Workers, int Slowest, int Phase, bool ResetAsDelta);
}

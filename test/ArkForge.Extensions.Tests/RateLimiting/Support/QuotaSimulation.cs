using ArkForge.Extensions.RateLimiting.Internal;

namespace ArkForge.Extensions.Tests.RateLimiting.Support;

/// <summary>Workers that call a <see cref="QuotaServerModel"/> through the limiter, without threads, in virtual time.</summary>
internal sealed class QuotaSimulation
{
    private readonly Random _random;
    private readonly List<RecordingWaiter> _waiting = [];

    public QuotaSimulation(int seed, TimeSpan window, int limit, int initialPermits = 8)
    {
        _random = new(seed);
        Time = new(seed);
        ServerSkew = TimeSpan.Zero;
        Server = new(Time.Start, window, limit);
        Limiter = new(Time, initialPermits);
    }

    public VirtualTime Time { get; init; }

    public TimeSpan ServerSkew { get; init; }

    public QuotaServerModel Server { get; init; }

    public ServerGuidedRateLimiter Limiter { get; init; }

    /// <summary>Draws the time of each of a call's legs: to the service, in it, and back.</summary>
    public Func<Random, TimeSpan> Leg { get; init; } = static random => TimeSpan.FromMilliseconds(10 + (random.NextDouble() * 140));

    /// <summary>Share of calls whose request is lost on the way.</summary>
    public double LostRequests { get; init; }

    /// <summary>Share of calls whose answer is lost on the way.</summary>
    public double LostAnswers { get; init; }

    public TimeSpan MaxWait { get; init; } = Timeout.InfiniteTimeSpan;

    public int Lost { get; private set; }

    public int Served { get; private set; }

    public int Turned { get; private set; }

    public int Waiting => _waiting.Count(waiter => !waiter.IsWoken);

    /// <summary>Starts a worker that makes calls one after the other.</summary>
    public void AddWorker(int calls, TimeSpan after = default) => Time.Schedule(after, () => Call(calls));

    private void Call(int calls)
    {
        if (calls == 0)
            return;

        if (Limiter.TryEnter<RecordingWaiter>(MaxWait, out var lease, out var waiter))
        {
            Enter(lease!, calls);
            return;
        }

        _waiting.Add(waiter);
        waiter.OnWoken = () =>
        {
            _waiting.Remove(waiter);
            Enter(waiter.Lease!, calls);
        };
    }

    private void Enter(QuotaLease lease, int calls)
    {
        if (!lease.IsAcquired)
        {
            Turned++;
            Time.Schedule(TimeSpan.FromSeconds(1), () => Call(calls - 1));
            return;
        }

        Served++;
        Time.Schedule(Leg(_random), () => Arrive(lease, calls));
    }

    private void Arrive(QuotaLease lease, int calls)
    {
        if (_random.NextDouble() < LostRequests)
        {
            Lose(lease, calls);
            return;
        }

        var count = Server.Count(ServerNow);
        Time.Schedule(Leg(_random), () =>
        {
            if (_random.NextDouble() < LostAnswers)
            {
                Lose(lease, calls);
                return;
            }

            var answer = Server.Answer(count, ServerNow);
            Time.Schedule(Leg(_random), () =>
            {
                lease.Report(RateLimitHeaders.Read(answer.Headers, answer.StatusCode, Time.GetUtcNow()));
                answer.Dispose();
                Call(calls - 1);
            });
        });
    }

    private void Lose(QuotaLease lease, int calls)
    {
        Lost++;
        lease.Dispose();
        Call(calls - 1);
    }

    private DateTimeOffset ServerNow => Time.Start + Time.Now + ServerSkew;
}

namespace ArkForge.Extensions.Tests.Chaos.Support;

/// <summary>A clock that stands still while anybody works, and jumps to the next timer once everybody waits.</summary>
/// <remarks>
/// Whoever waits is counted: delays by their timers, waiters for a permit by their queue. So whole calls run on real threads through the
/// whole client, minutes of them in a second, and no outcome depends on how fast the machine is.
/// </remarks>
internal sealed class LoadClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<LoadTimer, (long Due, long Order)> _timers = new();
    private readonly HashSet<LoadTimer> _delays = [];
    private long _now;
    private long _order;
    private long _version;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now => TimeSpan.FromTicks(Interlocked.Read(ref _now));

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The state of Task.Delay's timer is its task: somebody waits for it. Other timers only cut somebody's work short.
        var timer = new LoadTimer(this, callback, state, isDelay: state is Task);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets the time pass until all workers have ended.</summary>
    /// <param name="running">How many workers have not ended.</param>
    /// <param name="waiting">How many of them wait for something else than a delay, such as a permit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">Somebody waits for something that no timer will bring.</exception>
    public Task RunAsync(Func<int> running, Func<int> waiting, CancellationToken cancellationToken) =>
        // On a thread of its own, for it looks around without a pause and must not take one from the workers.
        Task.Factory.StartNew(() => Run(running, waiting, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(Func<int> running, Func<int> waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (!IsQuiet(running, waiting))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Thread.Yield();
            }

            if (running() == 0) return;
            if (!TryFireNext()) throw new InvalidOperationException($"{running()} workers wait for ever");
        }
    }

    // The order of the readings matters: who wakes another one is still working itself, and so is in no count yet.
    private bool IsQuiet(Func<int> running, Func<int> waiting)
    {
        var version = Volatile.Read(ref _version);
        var unfinished = running();
        if (unfinished == 0) return true;
        int delayed;
        lock (_gate) delayed = _delays.Count;
        return delayed + waiting() == unfinished && version == Volatile.Read(ref _version);
    }

    private bool TryFireNext()
    {
        LoadTimer timer;
        lock (_gate)
        {
            do
            {
                if (!_timers.TryDequeue(out timer!, out var when)) return false;
                if (when.Order != timer.Order) timer = null!;
                else Interlocked.Exchange(ref _now, Math.Max(_now, when.Due));
            }
            while (timer is null);
            Forget(timer);
        }

        timer.Fire();
        return true;
    }

    private void Set(LoadTimer timer, TimeSpan due)
    {
        lock (_gate)
        {
            Forget(timer);
            if (due == Timeout.InfiniteTimeSpan) return;
            timer.Order = ++_order;
            _timers.Enqueue(timer, (_now + Math.Max(1, due.Ticks), timer.Order));
            if (timer.IsDelay && _delays.Add(timer)) Volatile.Write(ref _version, _version + 1);
        }
    }

    private void Forget(LoadTimer timer)
    {
        timer.Order = 0;
        if (_delays.Remove(timer)) Volatile.Write(ref _version, _version + 1);
    }

    private sealed class LoadTimer(LoadClock clock, TimerCallback callback, object? state, bool isDelay) : ITimer
    {
        public bool IsDelay => isDelay;

        /// <summary>Which entry of the queue is in force; 0 for none.</summary>
        public long Order { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.RateLimiting;

/// <summary>Every attempt takes a permit of its key, and every answer is reported to where the permit came from.</summary>
public sealed class RateLimitHandlerTests
{
    private static readonly (string, string)[] UsedUp = [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "30")];

    [Test]
    public async Task Call_WithTheQuotaUsedUp_WaitsForTheNextWindow([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => Answers.Ok().With(UsedUp), Answers.Ok);
        using var client = new TestClient(network, clock: clock);
        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(2));
            Assert.That(clock.GetElapsedTime(0), Is.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31)));
            Assert.That(client.Logs.GetSnapshot(), Has.Some.Matches<Microsoft.Extensions.Logging.Testing.FakeLogRecord>(
                record => record is { Id.Name: "Waited" }));
        }
    }

    [TestCase(true, 29)]
    [TestCase(false, 29)]
    [TestCase(true, 0)]
    [TestCase(false, 0)]
    public async Task Call_WhoseWaitWouldBeTooLong_FailsAtOnceAndSaysWhenToComeBack(bool isAsync, int maxWait)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => Answers.Ok().With(UsedUp));
        using var client = new TestClient(network, options => options.RateLimiting.MaxWait = TimeSpan.FromSeconds(maxWait), clock: clock);
        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        var error = await Thrown.ByAsync<ArkForgeRateLimitException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(1));
            Assert.That(error.RetryAfter, Is.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31)));
            Assert.That(error.IsTransient, Is.True);
            Assert.That(error.OutcomeUnknown, Is.False);
            Assert.That(error.Attempts, Is.Zero);
            Assert.That(error.Elapsed, Is.EqualTo(TimeSpan.Zero));
            Assert.That(error.Quota!.Remaining, Is.Zero);
            Assert.That(error.StatusCode, Is.Null);
        }
    }

    [Test]
    public async Task Call_WhoseWaitDoesNotFitItsTime_FailsAtOnce([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => Answers.Ok().With(UsedUp));
        using var client = new TestClient(network, clock: clock);
        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        var error = await Thrown.ByAsync<ArkForgeRateLimitException>(ApiCalls.GetHealth.RunAsync(client, isAsync, new() { Timeout = TimeSpan.FromSeconds(29) }));

        Assert.That(error.Elapsed, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Call_WhoseKeyCannotBeReadAfterItsWait_GivesThePermitBack([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        (string, string)[] onePerWindow = [("X-RateLimit-Limit", "1"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "30")];
        using var network = new StubHandler(() => Answers.Ok().With(onePerWindow));
        var vault = new Vault();
        using var client = new TestClient(network, build: builder => builder.AddApiKeyProvider<Vault.Provider>().Services.AddSingleton(vault), clock: clock);
        await ApiCalls.GetHealth.RunAsync(client, isAsync);
        clock.OnWait = _ => vault.IsClosed = true;
        await Thrown.ByAsync<ArkForgeAuthenticationException>(ApiCalls.GetHealth.RunAsync(client, isAsync));
        clock.OnWait = null;
        vault.IsClosed = false;

        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        Assert.That((network.Requests.Count, clock.Waits.Count), Is.EqualTo((2, 1)));
    }

    private sealed class Vault
    {
        public bool IsClosed { get; set; }

        public sealed class Provider(Vault vault) : IArkForgeApiKeyProvider
        {
            public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new(GetApiKey(cancellationToken));

            public string GetApiKey(CancellationToken cancellationToken) => vault.IsClosed ? throw new InvalidOperationException() : TestKeys.Default;
        }
    }

    [Test]
    public async Task Call_WithAnotherKey_SpendsThatKeysQuota([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => Answers.Ok().With(UsedUp));
        using var client = new TestClient(network, clock: clock);
        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        await ApiCalls.GetHealth.RunAsync(client, isAsync, new() { ApiKey = TestKeys.Other });

        Assert.That(clock.Waits, Is.Empty);
    }

    [TestCase(true, "no wait", "acquire 1, answered, report")]
    [TestCase(false, "no wait", "acquire 1, answered, report")]
    [TestCase(true, "rotated", "acquire 1, return, acquire 2, answered, report")]
    [TestCase(false, "rotated", "acquire 1, return, acquire 2, answered, report")]
    [TestCase(true, "refused", "acquire 1, not sent, return")]
    [TestCase(false, "refused", "acquire 1, not sent, return")]
    [TestCase(true, "reset", "acquire 1, sent")]
    [TestCase(false, "reset", "acquire 1, sent")]
    [TestCase(true, "torn", "acquire 1, answered, report")]
    [TestCase(false, "torn", "acquire 1, answered, report")]
    public async Task Lease_OfAnAttempt_IsSettledByWhatHappened(bool isAsync, string happening, string expected)
    {
        var store = new RecordingStore();
        if (happening == "rotated") store.WaitOnce(store.Keys.Rotate);
        using var network = new StubHandler((_, _) =>
        {
            store.Note(happening switch { "refused" => "not sent", "reset" => "sent", _ => "answered" });
            return happening switch
            {
                "refused" => throw new HttpRequestException(HttpRequestError.ConnectionError),
                "reset" => throw new HttpRequestException(HttpRequestError.ResponseEnded),
                "torn" => new HttpResponseMessage { Content = new StreamContent(new ScriptedStream(_ => throw new HttpIOException(HttpRequestError.ResponseEnded))) },
                _ => Answers.Ok(),
            };
        });
        using var client = new TestClient(network, options => options.Retry.MaxAttempts = 1, store.Register);

        await ((Task)ApiCalls.GetHealth.RunAsync(client, isAsync)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That(string.Join(", ", store.Record), Is.EqualTo(expected));
    }

    [Test]
    public async Task Limiting_SwitchedOff_TakesNoPermits([Values] bool isAsync)
    {
        var store = new RecordingStore();
        using var client = new TestClient(new StubHandler(Answers.Ok), options => options.RateLimiting.Enabled = false, store.Register);

        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        Assert.That(store.Record, Is.Empty);
    }

    private sealed class RecordingStore : IArkForgeQuotaStore
    {
        private readonly List<string> _record = [];
        private readonly Dictionary<string, int> _partitions = [];
        private Action? _whileWaiting;

        public IReadOnlyList<string> Record => _record;

        public KeysByNumber Keys { get; } = new();

        public void Note(string what) => _record.Add(what);

        public void WaitOnce(Action meanwhile) => _whileWaiting = meanwhile;

        public void Register(IArkForgeBuilder builder)
        {
            builder.Services.AddSingleton<IArkForgeQuotaStore>(this);
            builder.AddApiKeyProvider<KeysByNumber>();
            builder.Services.AddKeyedSingleton<IArkForgeApiKeyProvider>(builder.Name, Keys);
        }

        public ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default) =>
            new(Acquire(partition, maxWait, cancellationToken));

        public QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
        {
            _partitions.TryAdd(partition.KeyId, _partitions.Count + 1);
            Note($"acquire {_partitions[partition.KeyId]}");
            var meanwhile = Interlocked.Exchange(ref _whileWaiting, null);
            meanwhile?.Invoke();
            return new Lease(this, meanwhile is null ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        }

        private sealed class Lease(RecordingStore store, TimeSpan waited) : QuotaLease
        {
            public override bool IsAcquired => true;

            public override TimeSpan Waited => waited;

            public override void Report(in QuotaObservation observation) => store.Note("report");

            public override void ReturnUnused() => store.Note("return");
        }
    }

    private sealed class KeysByNumber : IArkForgeApiKeyProvider
    {
        private int _number;

        public void Rotate() => _number++;

        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new(GetApiKey(cancellationToken));

        public string GetApiKey(CancellationToken cancellationToken) => $"sk-arkforge-{_number}";
    }
}

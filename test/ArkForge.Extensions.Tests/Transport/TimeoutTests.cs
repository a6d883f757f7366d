using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Transport;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(25);

    [Test]
    public async Task Attempt_ThatTakesTooLong_IsTriedAgain([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = Network(clock, Attempt, slow: 1);
        using var client = new TestClient(network, Settings, clock: clock);

        await ApiCalls.CreateKey.RunAsync(client, isAsync);

        Assert.That(network.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Attempts_ThatAllTakeTooLong_FailWithTheAttemptsTimeout([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = Network(clock, Attempt, slow: int.MaxValue);
        using var client = new TestClient(network, options => Settings(options, maxAttempts: 2), clock: clock);

        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Kind, Is.EqualTo(ArkForgeTimeoutKind.Attempt));
            Assert.That(error.Attempts, Is.EqualTo(2));
            Assert.That(error.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(20.05)));
            Assert.That(error.IsTransient, Is.True);
            Assert.That(error.OutcomeUnknown, Is.True);
            Assert.That(error.Message, Does.Contain("00:00:10"));
        }
    }

    [TestCase(true, null, 25)]
    [TestCase(false, null, 25)]
    [TestCase(true, 5, 5)]
    [TestCase(false, 5, 5)]
    [TestCase(true, 35, 35)]
    [TestCase(false, 35, 35)]
    public async Task Call_ThatTakesTooLong_FailsWithTheTotalTimeout(bool isAsync, int? ofCall, double total)
    {
        var clock = new WaitlessTime();
        using var network = Network(clock, Attempt, slow: int.MaxValue);
        using var client = new TestClient(network, options => Settings(options, maxAttempts: 9), clock: clock);
        var options = new ArkForgeRequestOptions { Timeout = ofCall is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(ApiCalls.CreateKey.RunAsync(client, isAsync, options));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Kind, Is.EqualTo(ArkForgeTimeoutKind.Total));
            Assert.That(network.Requests, Has.Count.EqualTo((int)(total / 10) + 1));
            Assert.That(error.IsTransient, Is.True);
            Assert.That(error.OutcomeUnknown, Is.True);
            Assert.That(error.Message, Does.Contain(TimeSpan.FromSeconds(total).ToString("c")));
        }
    }

    [Test]
    public async Task Call_WithATimeoutAboveTheClients_MayTakeThatLong([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = Network(clock, Attempt, slow: 3);
        using var client = new TestClient(network, options => Settings(options, maxAttempts: 4), clock: clock);

        await ApiCalls.CreateKey.RunAsync(client, isAsync, new() { Timeout = TimeSpan.FromSeconds(40) });

        Assert.That(network.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task ConnectTimeout_FromTheSocketHandler_IsATimeoutAndNotSent([Values] bool isAsync)
    {
        using var network = new StubHandler((_, _) => throw new TaskCanceledException("connect", new TimeoutException()));
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Kind, Is.EqualTo(ArkForgeTimeoutKind.Connect));
            Assert.That(error.Attempts, Is.EqualTo(3));
            Assert.That(error.OutcomeUnknown, Is.False);
        }
    }

    [Test]
    public async Task Provider_ThatNeverGivesAKey_IsBoundByTheTotalTimeout()
    {
        var clock = new WaitlessTime();
        using var client = new TestClient(new StubHandler(Answers.Ok), Settings, With(new SlowKeys(clock, TimeSpan.Zero)), clock);
        var call = client.Portfolio.GetHealthAsync();

        clock.Advance(Total);
        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(call);

        Assert.That((error.Kind, error.Attempts, error.Elapsed), Is.EqualTo((ArkForgeTimeoutKind.Total, 0, Total)));
    }

    [Test]
    public async Task Provider_ThatHasUsedUpTheTimeAlready_IsATimeoutToo()
    {
        var clock = new WaitlessTime();
        using var client = new TestClient(new StubHandler(Answers.Ok), Settings, With(new SlowKeys(clock, Total + Attempt)), clock);

        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(client.Portfolio.GetHealthAsync());

        Assert.That((error.Kind, error.Attempts), Is.EqualTo((ArkForgeTimeoutKind.Total, 0)));
    }

    private static void Settings(ArkForgeOptions options) => Settings(options, maxAttempts: 3);

    private static void Settings(ArkForgeOptions options, int maxAttempts)
    {
        TestOptions.RetriesOnly(options);
        options.Retry.MaxAttempts = maxAttempts;
        options.Retry.MaxDelay = options.Retry.BaseDelay;
        options.Timeouts.Attempt = Attempt;
        options.Timeouts.Total = Total;
    }

    private static StubHandler Network(WaitlessTime clock, TimeSpan time, int slow) => new((_, number, token) =>
    {
        if (number <= slow) clock.Take(time, token);
        return Task.FromResult(StubHandler.Json(Answers.CreatedKey));
    });

    private static Action<IArkForgeBuilder> With(SlowKeys keys) => builder =>
    {
        builder.AddApiKeyProvider<SlowKeys>();
        builder.Services.AddKeyedSingleton<IArkForgeApiKeyProvider>(builder.Name, keys);
    };

    private sealed class SlowKeys(WaitlessTime clock, TimeSpan time) : IArkForgeApiKeyProvider
    {
        public async ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken)
        {
            clock.Advance(time);
            return await new TaskCompletionSource<string>().Task;
        }

        public string GetApiKey(CancellationToken cancellationToken) => TestKeys.Default;
    }
}

using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Resilience;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(1);

    [TestCase("500", true)]
    [TestCase("503", true)]
    [TestCase("501", false)]
    [TestCase("505", false)]
    [TestCase("refused", true)]
    [TestCase("reset", true)]
    [TestCase("429", false)]
    [TestCase("408", false)]
    [TestCase("404", false)]
    [TestCase("timeout", false)]
    public async Task Breaker_AfterManyFailures_OpensOnlyForTheHosts(string failure, bool opens)
    {
        var clock = new WaitlessTime();
        using var network = Network(() => failure, clock);
        using var client = new TestClient(network, Settings, clock: clock);

        for (var i = 0; i < 3; i++) await Failed(client.Portfolio.GetHealthAsync());

        Assert.That(network.Requests, Has.Count.EqualTo(opens ? 2 : 3));
    }

    [Test]
    public async Task Breaker_WhenOpen_FailsAtOnceAndSaysWhenToComeBack([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = Network(() => "500", clock);
        using var client = new TestClient(network, Settings, clock: clock);
        for (var i = 0; i < 2; i++) await Failed(client.Portfolio.GetHealthAsync());

        var error = await Thrown.ByAsync<ArkForgeServiceException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(error.Attempts, Is.Zero);
            Assert.That(error.IsTransient, Is.True);
            Assert.That(error.OutcomeUnknown, Is.False);
            Assert.That(error.StatusCode, Is.Null);
            Assert.That(error.Message, Does.Contain("nothing was sent; try again in 5 s"));
        }
    }

    [Test]
    public async Task Breaker_OpeningBetweenTheAttemptsOfACall_DoesNotClaimThatNothingWasSent()
    {
        var clock = new WaitlessTime();
        using var network = Network(() => "500", clock);
        using var client = new TestClient(network, options => Settings(options, maxAttempts: 3), clock: clock);

        var error = await Thrown.ByAsync<ArkForgeServiceException>(ApiCalls.CreateKey.RunAsync(client, isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Attempts, Is.EqualTo(2));
            Assert.That(error.OutcomeUnknown, Is.True);
            Assert.That(error.Message, Does.Contain("there is no further attempt"));
        }
    }

    [Test]
    public async Task Breaker_OfOneKey_LeavesOtherKeysAlone()
    {
        var clock = new WaitlessTime();
        using var network = Network(() => "500", clock);
        using var client = new TestClient(network, Settings, clock: clock);
        for (var i = 0; i < 3; i++) await Failed(client.Portfolio.GetHealthAsync());

        await Failed(client.Portfolio.GetHealthAsync(new() { ApiKey = TestKeys.Other }));

        Assert.That(network.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Breaker_AfterItsBreak_ClosesWithOneSuccess([Values] bool isAsync)
    {
        var failure = "500";
        var clock = new WaitlessTime();
        using var network = Network(() => failure, clock);
        using var client = new TestClient(network, Settings, clock: clock);
        for (var i = 0; i < 3; i++) await Failed(ApiCalls.GetHealth.RunAsync(client, isAsync));
        failure = "200";
        clock.Advance(TimeSpan.FromSeconds(5.001));

        for (var i = 0; i < 3; i++) await ApiCalls.GetHealth.RunAsync(client, isAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(5));
            Assert.That(client.Logs.GetSnapshot().Select(record => record.Id.Id), Has.Some.EqualTo(302).And.Some.EqualTo(303));
        }
    }

    [Test]
    public async Task Breaker_WhoseProbeFails_StaysOpen()
    {
        var clock = new WaitlessTime();
        using var network = Network(() => "500", clock);
        using var client = new TestClient(network, Settings, clock: clock);
        for (var i = 0; i < 3; i++) await Failed(client.Portfolio.GetHealthAsync());
        clock.Advance(TimeSpan.FromSeconds(5.001));

        for (var i = 0; i < 3; i++) await Failed(client.Portfolio.GetHealthAsync());

        Assert.That(network.Requests, Has.Count.EqualTo(3));
    }

    [TestCase("timeout")]
    [TestCase("quota")]
    public async Task Breaker_WhoseProbeGetsNoAnswer_StaysOpen(string probe)
    {
        var failure = "500";
        var clock = new WaitlessTime();
        using var network = Network(() => failure, clock);
        using var client = new TestClient(network, Settings, builder => builder.AddPerAttemptHandler<Gate>().Services.AddSingleton(new Gate.State()), clock: clock);
        for (var i = 0; i < 3; i++) await Failed(client.Portfolio.GetHealthAsync());
        clock.Advance(TimeSpan.FromSeconds(5.001));
        failure = "timeout";
        client.Services.GetRequiredService<Gate.State>().IsShut = probe == "quota";

        await Failed(client.Portfolio.GetHealthAsync());
        var sent = network.Requests.Count;
        await Failed(client.Portfolio.GetHealthAsync());

        Assert.That(network.Requests, Has.Count.EqualTo(sent), "the circuit is open again");
    }

    // Refuses an attempt as the local quota does.
    private sealed class Gate(Gate.State state) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            state.IsShut ? throw new Polly.RateLimiting.RateLimiterRejectedException() : base.SendAsync(request, cancellationToken);

        public sealed class State
        {
            public bool IsShut { get; set; }
        }
    }

    [Test]
    public async Task Breaker_SwitchedOff_NeverOpens()
    {
        var clock = new WaitlessTime();
        using var network = Network(() => "500", clock);
        using var client = new TestClient(
            network,
            options =>
            {
                Settings(options);
                options.CircuitBreaker.Enabled = false;
            },
            clock: clock);

        for (var i = 0; i < 5; i++) await Failed(client.Portfolio.GetHealthAsync());

        Assert.That(network.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task UseResilience_TakesThePlaceOfEverything()
    {
        using var network = Network(() => "500", new WaitlessTime());
        using var client = new TestClient(network, Settings, builder => builder.UseResilience(static (_, _) => { }));

        for (var i = 0; i < 5; i++) await Failed(client.Portfolio.GetHealthAsync());

        Assert.That(network.Requests, Has.Count.EqualTo(5));
    }

    private static void Settings(ArkForgeOptions options) => Settings(options, maxAttempts: 1);

    private static void Settings(ArkForgeOptions options, int maxAttempts)
    {
        TestOptions.RetriesOnly(options);
        options.Retry.MaxAttempts = maxAttempts;
        options.CircuitBreaker.MinimumThroughput = 2;
        options.Timeouts.Attempt = AttemptTimeout;
    }

    private static StubHandler Network(Func<string> failure, WaitlessTime clock) => new((_, _, token) =>
    {
        switch (failure())
        {
            case "200": return Task.FromResult(Answers.Ok());
            case "refused": throw new HttpRequestException(HttpRequestError.ConnectionError);
            case "reset": throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case "timeout": clock.Take(AttemptTimeout, token); break;
        }

        return Task.FromResult(StubHandler.Error((HttpStatusCode)int.Parse(failure(), System.Globalization.CultureInfo.InvariantCulture)));
    });

    private static Task<ArkForgeException> Failed(Task call) => Thrown.ByAsync<ArkForgeException>(call);
}

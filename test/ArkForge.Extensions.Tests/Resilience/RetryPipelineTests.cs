using System.Globalization;
using System.Net;
using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ArkForge.Extensions.Tests.Resilience;

/// <summary>The conformance table of the retry budget, and what else decides about retries, through the whole corridor on a fake clock.</summary>
public sealed class RetryPipelineTests
{
    [TestCase("500 500 200", 3, 500, 30_000, "50 100", 486, "success gives the last cost back")]
    [TestCase("500 500 500", 3, 500, 30_000, "50 100", 472, "given up")]
    [TestCase("500 500 500 500 500", 5, 14, 30_000, "50", 0, "out of tokens")]
    [TestCase("500 500 500", 3, 0, 30_000, "", 0, "no budget")]
    [TestCase("429 429 429", 2, 500, 30_000, "50", 495, "throttled")]
    [TestCase("429 200", 3, 500, 30_000, "50", 500, "throttled, then success")]
    [TestCase("500 500 500 500 500", 5, 500, 200, "50 100 200 200", 444, "capped delay")]
    [TestCase("200", 3, 500, 30_000, "", 500, "success")]
    [TestCase("500", 1, 500, 30_000, "", 500, "never retry")]
    public async Task Call_OfTheConformanceTable_WaitsAndSpendsAsItSays(
        string answers, int maxAttempts, int capacity, int maxDelay, string delays, int tokens, string why)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            var clock = new WaitlessTime();
            using var network = Network(answers);
            using var client = new TestClient(
                network,
                TestOptions.RetriesOnly(options =>
                {
                    options.Retry.MaxAttempts = maxAttempts;
                    options.Retry.BudgetCapacity = capacity;
                    options.Retry.MaxDelay = TimeSpan.FromMilliseconds(maxDelay);
                }),
                clock: clock);

            await Settled(ApiCalls.GetHealth.RunAsync(client, isAsync));

            var expected = delays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(delay => int.Parse(delay, CultureInfo.InvariantCulture));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(clock.Waits.Select(wait => wait.TotalMilliseconds), Is.EqualTo(expected), why);
                Assert.That(BudgetOf(client).Tokens, Is.EqualTo(tokens), why);
                Assert.That(network.Requests, Has.Count.EqualTo(expected.Count() + 1), why);
            }
        }
    }

    [Test]
    public async Task Budget_IsSharedByTheCallsOfAKey()
    {
        using var network = Network("500");
        using var client = new TestClient(network, TestOptions.RetriesOnly(options => options.Retry.BudgetCapacity = 42), clock: new WaitlessTime());

        for (var i = 0; i < 3; i++) await Settled(client.Portfolio.GetHealthAsync());
        await Settled(client.Keys.ListKeysAsync(new() { ApiKey = TestKeys.Other }));

        Assert.That(network.Requests, Has.Count.EqualTo(3 + 2 + 1 + 3));
        Assert.That(client.Logs.GetSnapshot(), Has.Some.Matches<Microsoft.Extensions.Logging.Testing.FakeLogRecord>(record =>
            record is { Level: LogLevel.Warning, Id.Id: 301 }));
    }

    [Test]
    public async Task Jitter_OfManyCalls_StaysWithinHalfAndWhole()
    {
        var clock = new WaitlessTime();
        using var network = Network("500");
        using var client = new TestClient(
            network,
            options =>
            {
                options.RateLimiting.Enabled = false;
                options.CircuitBreaker.Enabled = false;
                options.Retry.MaxAttempts = 2;
                options.Retry.BudgetCapacity = 1_000_000;
            },
            clock: clock);

        for (var i = 0; i < 100; i++) await Settled(client.Portfolio.GetHealthAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(clock.Waits, Has.Count.EqualTo(100));
            Assert.That(clock.Waits, Is.All.InRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)));
            Assert.That(clock.Waits.Distinct().Count(), Is.GreaterThan(50));
        }
    }

    [TestCase(429, "2", 2.025)]
    [TestCase(503, "2", 2.025)]
    [TestCase(429, "0", 0.05)]
    [TestCase(429, "-5", 0.05)]
    [TestCase(429, "soon", 0.05)]
    [TestCase(429, "Thu, 01 Jan 2026 00:00:07 GMT", 7.025)]
    [TestCase(429, "Thu, 01 Jan 1970 00:00:00 GMT", 0.05)]
    [TestCase(429, "120", 120.025)]
    [TestCase(500, "2", 2.025)]
    public async Task RetryAfter_ThatFits_IsWaited(int status, string retryAfter, double seconds)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            var clock = new WaitlessTime();
            using var network = new StubHandler(() => Answers.Status((HttpStatusCode)status, ("Retry-After", retryAfter)), Answers.Ok);
            using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

            await ApiCalls.GetHealth.RunAsync(client, isAsync);

            Assert.That(clock.Waits.Single(), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        }
    }

    [TestCase(429, "301", 301)]
    [TestCase(429, "300", 300)]
    [TestCase(503, "301", 301)]
    [TestCase(429, "5000000", 86_400)]
    [TestCase(429, "2147483647", 86_400)]
    [TestCase(429, "99999999999999999999", 86_400)]
    [TestCase(429, "Fri, 31 Dec 9999 23:59:59 GMT", 86_400)]
    public async Task RetryAfter_ThatDoesNotFit_FailsAtOnceWithIt(int status, string retryAfter, double seconds)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            var clock = new WaitlessTime();
            using var network = new StubHandler(() => Answers.Status((HttpStatusCode)status, ("Retry-After", retryAfter)));
            using var client = new TestClient(network, clock: clock);

            var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(error, status == 429 ? Is.TypeOf<ArkForgeRateLimitException>() : Is.TypeOf<ArkForgeServiceException>());
                Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
                Assert.That(error.Elapsed, Is.EqualTo(TimeSpan.Zero));
                Assert.That(error.IsTransient, Is.True);
                Assert.That(clock.Waits, Is.Empty);
                Assert.That(network.Requests, Has.Count.EqualTo(1));
            }
        }
    }

    [Test]
    public async Task RetryAfter_WithTheQuotaOn_IsWaitedOnce([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => Answers.Status(HttpStatusCode.TooManyRequests, ("Retry-After", "10")), Answers.Ok);
        using var client = new TestClient(network, clock: clock);

        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        Assert.That(clock.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait), Is.InRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.1)));
    }

    [TestCase("E_IDEMPOTENCY_IN_PROGRESS", null, 50)]
    [TestCase(null, "1", 1025)]
    public async Task Conflict_InProgress_WaitsAndTriesAgain(string? code, string? retryAfter, int milliseconds)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(
            () => StubHandler.Error(HttpStatusCode.Conflict, code).With(retryAfter is null ? [] : [("Retry-After", retryAfter)]),
            () => StubHandler.Json(Answers.CreatedKey));
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

        await ApiCalls.CreateKey.RunAsync(client, isAsync: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(clock.Waits.Single().TotalMilliseconds, Is.EqualTo(milliseconds));
            Assert.That(BudgetOf(client).Tokens, Is.EqualTo(500));
        }
    }

    [TestCase("421 200", 2, true)]
    [TestCase("421 421 200", 2, false)]
    public async Task Misdirected_IsTriedOnceMoreWithoutWait(string answers, int requests, bool succeeds)
    {
        var clock = new WaitlessTime();
        using var network = Network(answers);
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

        var call = client.Portfolio.GetHealthAsync();
        await Settled(call);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.IsCompletedSuccessfully, Is.EqualTo(succeeds));
            Assert.That(network.Requests, Has.Count.EqualTo(requests));
            Assert.That(clock.Waits, Is.Empty);
        }
    }

    [TestCase(true, 1, true)]
    [TestCase(false, 1, true)]
    [TestCase(true, 2, false)]
    [TestCase(false, 2, false)]
    public async Task Unauthorized_WithANewerKey_IsTriedOnceMoreWithIt(bool isAsync, int refusals, bool succeeds)
    {
        var provider = new RotatingKeys();
        using var network = new StubHandler((_, number) =>
        {
            if (number > refusals) return Answers.Ok();
            provider.Rotate();
            return StubHandler.Error(HttpStatusCode.Unauthorized, "E_INVALID_API_KEY");
        });
        using var client = new TestClient(network, TestOptions.RetriesOnly, With(provider), new WaitlessTime());

        var call = ApiCalls.GetHealth.RunAsync(client, isAsync);
        await Settled(call);

        var keys = network.Requests.Select(request => request.Headers["Authorization"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.IsCompletedSuccessfully, Is.EqualTo(succeeds));
            Assert.That(keys, Is.EqualTo(["Bearer sk-arkforge-0", "Bearer sk-arkforge-1"]));
        }
    }

    [Test]
    public async Task Unauthorized_WithTheSameKey_IsFinal([Values] bool isAsync)
    {
        using var network = Network("401 200");
        using var client = new TestClient(network);

        await Thrown.ByAsync<ArkForgeAuthenticationException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Unauthorized_WithTheCallsOwnKey_IsFinal([Values] bool isAsync)
    {
        var provider = new RotatingKeys();
        using var network = new StubHandler((_, _) =>
        {
            provider.Rotate();
            return StubHandler.Error(HttpStatusCode.Unauthorized);
        });
        using var client = new TestClient(network, build: With(provider));

        await Thrown.ByAsync<ArkForgeAuthenticationException>(ApiCalls.GetHealth.RunAsync(client, isAsync, new() { ApiKey = TestKeys.Other }));

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    // What the service refused is the news, not that the provider could not be asked for a better key afterwards.
    [Test]
    public async Task Unauthorized_WhenTheProviderFailsThen_StaysTheServicesAnswer([Values] bool isAsync)
    {
        var provider = new RotatingKeys();
        using var network = new StubHandler((_, _) =>
        {
            provider.Fail();
            return StubHandler.Error(HttpStatusCode.Unauthorized, "E_EXPIRED_API_KEY");
        });
        using var client = new TestClient(network, build: With(provider));

        var error = await Thrown.ByAsync<ArkForgeExpiredApiKeyException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Key_ThatIsGoneAtTheSecondAttempt_FailsWithoutClaimingThatNothingWasSent([Values] bool isAsync)
    {
        var provider = new RotatingKeys();
        using var network = new StubHandler((_, _) =>
        {
            provider.Fail();
            return StubHandler.Error(HttpStatusCode.InternalServerError);
        });
        using var client = new TestClient(network, TestOptions.RetriesOnly, With(provider), new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeAuthenticationException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Is.EqualTo("The API key provider failed (InvalidOperationException); there is no further attempt"));
            Assert.That(error.OutcomeUnknown, Is.True);
        }
    }

    [TestCase("500 404", true)]
    [TestCase("408 500 404", true)]
    [TestCase("404", false)]
    [TestCase("429 404", false)]
    public async Task Revoke_AnsweredNotFound_IsSuccessOnlyAfterAnAmbiguousAttempt(string answers, bool succeeds)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            using var network = Network(answers);
            using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

            var call = ApiCalls.RevokeKey.RunAsync(client, isAsync);
            await Settled(call);

            Assert.That(call.Exception?.InnerException, succeeds ? Is.Null : Is.TypeOf<ArkForgeNotFoundException>());
        }
    }

    [Test]
    public async Task NotFound_OfAnotherOperationAfterAnAmbiguousAttempt_IsNotFound()
    {
        using var network = Network("500 404");
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeNotFoundException>(ApiCalls.UpdateScopes.RunAsync(client, isAsync: true));

        Assert.That(error.OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task StaleConnection_IsTriedOnceMoreWithoutWait([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler((_, number) => number <= 2 ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : Answers.Ok());
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        Assert.That(clock.Waits.Select(wait => wait.TotalMilliseconds), Is.EqualTo([100]), "the first retry at once, the second after a delay");
    }

    internal static RetryBudget BudgetOf(TestClient client) => client.Services.GetRequiredKeyedService<ResiliencePartitions>("")
        .Get("localhost:3001", new ApiKey(TestKeys.Default).Id, new ArkForgeOptions()).Budget;

    private static StubHandler Network(string answers) => new([.. answers.Split(' ')
        .Select(status => (HttpStatusCode)int.Parse(status, CultureInfo.InvariantCulture))
        .Select(status => (Func<HttpResponseMessage>)(() => status == HttpStatusCode.OK ? Answers.Ok() : StubHandler.Error(status)))]);

    private static async Task Settled(Task call) => await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static Action<IArkForgeBuilder> With(IArkForgeApiKeyProvider provider) => builder =>
    {
        builder.AddApiKeyProvider<RotatingKeys>();
        builder.Services.AddKeyedSingleton(builder.Name, provider);
    };

    private sealed class RotatingKeys : IArkForgeApiKeyProvider
    {
        private int _version;
        private bool _fails;

        public void Rotate() => _version++;

        public void Fail() => _fails = true;

        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new(GetApiKey(cancellationToken));

        public string GetApiKey(CancellationToken cancellationToken) =>
            _fails ? throw new InvalidOperationException("vault sealed") : $"sk-arkforge-{_version}";
    }
}

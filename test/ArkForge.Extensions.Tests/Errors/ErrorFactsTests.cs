using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Errors;

/// <summary>What an exception says about its call.</summary>
public sealed class ErrorFactsTests
{
    private const string Body =
        """{"status":"error","error":{"code":"E_SENTIMENT_FAILED","message":"No sentiment","details":{"asset":"BTC","tries":[1,2]}},"metadata":{"requestId":"req_body"}}""";

    private static readonly (string Name, string Value)[] Quota =
        [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "41"), ("X-RateLimit-Reset", "60"), ("X-Request-Id", "req_header")];

    [Test]
    public async Task Exception_AfterRetries_KnowsEverythingAboutTheCall([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler((_, _, token) =>
        {
            clock.Take(TimeSpan.FromSeconds(2), token);
            return Task.FromResult(StubHandler.Json(Body, HttpStatusCode.ServiceUnavailable).With([.. Quota, ("Retry-After", "3")]));
        });
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

        var error = await Thrown.ByAsync<ArkForgeSentimentFailedException>(
            ApiCalls.CreateKey.RunAsync(client, isAsync, new() { IdempotencyKey = "order-1" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Code, Is.EqualTo("E_SENTIMENT_FAILED"));
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(error.RequestId, Is.EqualTo("req_body"));
            Assert.That(error.Attempts, Is.EqualTo(3));
            Assert.That(error.Elapsed, Is.EqualTo(TimeSpan.FromSeconds((3 * 2) + (2 * 3.025))));
            Assert.That(error.IdempotencyKey, Is.EqualTo("order-1"));
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(error.IsTransient, Is.True);
            Assert.That(error.OutcomeUnknown, Is.False, "the service said to come back, so it did nothing");
            Assert.That(error.Quota, Is.EqualTo(new QuotaSnapshot
            {
                Limit = 100,
                Remaining = 41,
                UntilReset = TimeSpan.FromSeconds(60),
                ResetsAt = clock.GetUtcNow().AddSeconds(60),
            }));
            Assert.That(error.BodyExcerpt, Is.EqualTo(Body));
            Assert.That(error.Message, Is.EqualTo("No sentiment (code=E_SENTIMENT_FAILED) [requestId=req_body]"));
            Assert.That(error.Details, Is.EqualTo(new Dictionary<string, object?> { ["asset"] = "BTC", ["tries"] = new object[] { 1m, 2m } }));
        }
    }

    // An attempt that may have been carried out leaves the outcome open, whatever the later ones say.
    [TestCase("POST", "500,500,500", true)]
    [TestCase("POST", "502,400", true)]
    [TestCase("POST", "504,504,504", true)]
    [TestCase("POST", "408,408,408", true)]
    [TestCase("POST", "400", false)]
    [TestCase("POST", "409", false)]
    [TestCase("POST", "429,429,429", false)]
    [TestCase("POST", "501", false)]
    [TestCase("POST", "307", false)]
    [TestCase("GET", "500,500,500", false)]
    public async Task OutcomeUnknown_ByMethodAndAnswers_IsTruthful(string method, string answers, bool expected)
    {
        var statuses = answers.Split(',').Select(status => (HttpStatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        using var network = new StubHandler([.. statuses.Select(status => (Func<HttpResponseMessage>)(() => StubHandler.Error(status)))]);
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeException>((method == "POST" ? ApiCalls.CreateKey : ApiCalls.ListKeys).RunAsync(client, isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(statuses.Length));
            Assert.That(error.OutcomeUnknown, Is.EqualTo(expected));
        }
    }

    private static IEnumerable<TestCaseData> Failures =>
    [
        new(new HttpRequestException(HttpRequestError.ConnectionError), false),
        new(new HttpRequestException(HttpRequestError.NameResolutionError), false),
        new(new HttpRequestException(HttpRequestError.SecureConnectionError), false),
        new(new HttpRequestException(HttpRequestError.ResponseEnded), true),
        new(new HttpRequestException(HttpRequestError.InvalidResponse), true),
        new(new HttpRequestException(HttpRequestError.HttpProtocolError), true),
        new(new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), true),
        new(new IOException("reset"), true),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task OutcomeUnknown_ByFailure_IsTruthful(Exception failure, bool expected)
    {
        using var network = new StubHandler((_, _) => throw failure);
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var write = await Thrown.ByAsync<ArkForgeException>(ApiCalls.CreateKey.RunAsync(client, isAsync: true));
        var read = await Thrown.ByAsync<ArkForgeException>(ApiCalls.ListKeys.RunAsync(client, isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(write.OutcomeUnknown, Is.EqualTo(expected));
            Assert.That(write.IdempotencyKey, Is.EqualTo(network.Requests[0].Headers["Idempotency-Key"]));
            Assert.That(read.OutcomeUnknown, Is.False);
            Assert.That(read.IdempotencyKey, Is.Null);
        }
    }

    // The service said success: what it was asked to do is done, though its answer cannot be used.
    [TestCase("")]
    [TestCase("<html>")]
    [TestCase("{}")]
    [TestCase("too large")]
    public async Task OutcomeUnknown_OfASuccessThatCannotBeRead_IsTrueForWrites(string body)
    {
        using var network = new StubHandler(() => StubHandler.Json(body == "too large" ? new string(' ', 2000) : body));
        using var client = new TestClient(network, options => options.MaxResponseBytes = 1024);

        var write = await Thrown.ByAsync<ArkForgeResponseException>(ApiCalls.CreateKey.RunAsync(client, isAsync: true));
        var read = await Thrown.ByAsync<ArkForgeResponseException>(ApiCalls.ListKeys.RunAsync(client, isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(write.OutcomeUnknown, Is.True);
            Assert.That(read.OutcomeUnknown, Is.False);
        }
    }

    [Test]
    public async Task Failure_WithoutAnswer_LeavesWhatOnlyAnAnswerSaysOpen()
    {
        using var network = new StubHandler((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError));
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeConnectionException>(client.Portfolio.GetHealthAsync());

        Assert.That(error.Info, Is.EqualTo(new ArkForgeErrorInfo { Attempts = 3, Elapsed = TimeSpan.FromMilliseconds(150), IsTransient = true }));
    }
}

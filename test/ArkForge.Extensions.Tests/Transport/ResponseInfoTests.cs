using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Transport;

/// <summary>What the wire said about a successful call.</summary>
public sealed class ResponseInfoTests
{
    [Test]
    public async Task OnResponse_AfterARetry_TellsOfTheWholeCall([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler((_, number, token) =>
        {
            clock.Take(TimeSpan.FromSeconds(2), token);
            return Task.FromResult(number == 1
                ? Answers.Status(HttpStatusCode.InternalServerError, ("X-Request-Id", "req_1"), ("X-RateLimit-Limit", "7"))
                : StubHandler.Json(Answers.CreatedKey, HttpStatusCode.Created).With(
                    ("X-Request-Id", "req_2"), ("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "99"), ("X-RateLimit-Reset", "60"),
                    ("X-Twice", "a"), ("X-Twice", "b")));
        });
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);
        var told = new List<ArkForgeResponseInfo>();

        await ApiCalls.CreateKey.RunAsync(client, isAsync, new() { IdempotencyKey = "order-1", OnResponse = told.Add });

        var info = told.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(info.RequestId, Is.EqualTo("req_2"));
            Assert.That(info.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(info.Attempts, Is.EqualTo(2));
            Assert.That(info.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(4.05)));
            Assert.That(info.IdempotencyKey, Is.EqualTo("order-1"));
            Assert.That(info.Quota, Is.EqualTo(new QuotaSnapshot
            {
                Limit = 100,
                Remaining = 99,
                UntilReset = TimeSpan.FromSeconds(60),
                ResetsAt = clock.GetUtcNow().AddSeconds(60),
            }));
            Assert.That(info.Headers["x-twice"], Is.EqualTo("a, b"));
            Assert.That(info.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        }
    }

    [Test]
    public async Task OnResponse_OfARead_HasNoIdempotencyKeyAndNoQuotaThatWasNotReported()
    {
        ArkForgeResponseInfo? info = null;
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network);

        await client.Portfolio.GetHealthAsync(new() { IdempotencyKey = "order-1", OnResponse = told => info = told });

        Assert.That((info!.IdempotencyKey, info.Quota, info.RequestId), Is.EqualTo(((string?)null, (QuotaSnapshot?)null, (string?)null)));
    }

    [Test]
    public async Task OnResponse_ThatThrows_FailsTheCallAndSaysThatItSucceeded([Values] bool isAsync)
    {
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network);
        var cause = new InvalidOperationException("callback");

        var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync, new() { OnResponse = _ => throw cause }));

        Assert.That((error.Message, error.InnerException), Is.EqualTo(("GetHealth succeeded, but OnResponse threw InvalidOperationException", (Exception)cause)));
    }

    [Test]
    public async Task OnResponse_OfAFailedCall_IsNotCalled()
    {
        var calls = 0;
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.NotFound));
        using var client = new TestClient(network);

        await Thrown.ByAsync<ArkForgeNotFoundException>(client.Portfolio.GetHealthAsync(new() { OnResponse = _ => calls++ }));

        Assert.That(calls, Is.Zero);
    }

    [Test]
    public async Task OnResponse_ThatThrows_FailsTheCallAsAHandlerAndSaysThatTheWriteMayBeDone([Values] bool isAsync)
    {
        var cause = new InvalidOperationException("boom");
        using var network = new StubHandler(() => StubHandler.Json(Answers.CreatedKey));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.CreateKey.RunAsync(client, isAsync, new() { OnResponse = _ => throw cause }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.InnerException, Is.SameAs(cause));
            Assert.That(error.OutcomeUnknown, Is.True);
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task Options_SharedByConcurrentCalls_KeepTheResponsesApart()
    {
        var next = 0;
        using var network = new StubHandler((request, _) =>
            Answers.Ok().With(("X-Request-Id", Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture))));
        using var client = new TestClient(network, TestOptions.RetriesOnly);
        var told = new ConcurrentBag<string?>();
        var options = new ArkForgeRequestOptions { OnResponse = info => told.Add(info.RequestId) };

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => client.Portfolio.GetHealthAsync(options))));

        Assert.That(told, Is.EquivalentTo(Enumerable.Range(1, 200).Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }

    [Test]
    public async Task Headers_OfAnAnswer_NeverShowAWholeKey()
    {
        ArkForgeResponseInfo? info = null;
        using var network = new StubHandler(() => Answers.Ok().With(("X-Echo", TestKeys.Canary)));
        using var client = new TestClient(network);

        await client.Portfolio.GetHealthAsync(new() { OnResponse = told => info = told });

        Assert.That(info!.Headers["X-Echo"], Is.EqualTo("sk-arkforge-cafe..."));
    }
}

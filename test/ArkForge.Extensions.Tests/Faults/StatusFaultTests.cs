using System.Net;
using ArkForge.Extensions.Tests.Faults.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, status: which exception an answer becomes, and whether it is tried again first.</summary>
public sealed class StatusFaultTests : FaultTests
{
    [TestCase("400 Bad", typeof(ArkForgeValidationException), 1)]
    [TestCase("422 Bad", typeof(ArkForgeValidationException), 1)]
    [TestCase("401 No", typeof(ArkForgeAuthenticationException), 1)]
    [TestCase("403 No", typeof(ArkForgePermissionException), 1)]
    [TestCase("404 No", typeof(ArkForgeNotFoundException), 1)]
    [TestCase("408 Slow", typeof(ArkForgeTimeoutException), 3)]
    [TestCase("409 Clash", typeof(ArkForgeConflictException), 1)]
    [TestCase("413 Large", typeof(ArkForgeException), 1)]
    [TestCase("418 Teapot", typeof(ArkForgeException), 1)]
    [TestCase("421 Misdirected", typeof(ArkForgeException), 2)]
    [TestCase("500 Oops", typeof(ArkForgeServiceException), 3)]
    [TestCase("501 Never", typeof(ArkForgeServiceException), 1)]
    [TestCase("502 Oops", typeof(ArkForgeServiceException), 3)]
    [TestCase("503 Oops", typeof(ArkForgeServiceException), 3)]
    [TestCase("504 Slow", typeof(ArkForgeTimeoutException), 3)]
    [TestCase("505 Version", typeof(ArkForgeServiceException), 1)]
    [TestCase("599 Oops", typeof(ArkForgeServiceException), 3)]
    [TestCase("999 What", typeof(ArkForgeServiceException), 3)]
    public async Task Status_ExceptionAndAttempts(string status, Type type, int attempts)
    {
        foreach (var isAsync in new[] { true, false })
        {
            var bench = Serve(connection => connection.AnswerAllAsync(request => Answer.Status(
                status, $$$"""{"error":{"message":"The key {{{request.Key}}} failed","details":{"key":"{{{request.Key}}}" } } }""", "Content-Type: application/json")));

            var failure = (ArkForgeException)await bench.FailsAsync(type, bench.CreateKeyAsync(isAsync));

            Assert.That((failure.Attempts, failure.RequestId), Is.EqualTo((attempts, Answer.RequestId)));
            Assert.That((int?)failure.StatusCode, Is.EqualTo(int.Parse(status[..3], System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Unauthorized_ProviderHasANewerKey_OneMoreTryAtOnce(bool isAsync)
    {
        var bench = Serve(
            connection => connection.AnswerAllAsync(request => request.Key.EndsWith("new", StringComparison.Ordinal) ? Answer.Health : Answer.Error("401 No")),
            options => options.Retry.BaseDelay = TimeSpan.FromSeconds(20),
            builder => builder.AddApiKeyProvider<RotatingKeys>().Services.AddSingleton(new Rotation("new")));

        await Patience.For(bench.HealthAsync(isAsync));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Unauthorized_EveryNewerKeyIsRefusedToo_OneMoreTryOnly(bool isAsync)
    {
        var bench = Serve(
            connection => connection.AnswerAllAsync(Answer.Error("401 No")),
            build: builder => builder.AddApiKeyProvider<RotatingKeys>().Services.AddSingleton(new Rotation("newer")));

        var failure = await bench.FailsAsync<ArkForgeAuthenticationException>(bench.HealthAsync(isAsync));

        Assert.That(failure.Attempts, Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task RevokeNotFound_AfterAnAmbiguousAttempt_Success(bool isAsync)
    {
        var bench = ServeAnswers(Answer.Error("502 Oops"), Answer.Error("404 No"));

        await Patience.For(bench.RevokeKeyAsync(isAsync));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task RevokeNotFound_AtFirst_NotFound(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Error("404 No"));

        await bench.FailsAsync<ArkForgeNotFoundException>(bench.RevokeKeyAsync(isAsync));
    }

    [TestCase("409 Clash", "E_IDEMPOTENCY_IN_PROGRESS", null)]
    [TestCase("409 Clash", null, "Retry-After: 2")]
    [TestCase("429 Slow down", null, "Retry-After: 2")]
    [TestCase("503 Later", null, "Retry-After: 2")]
    public async Task ToldToWait_WaitsThenSucceeds(string status, string? code, string? header)
    {
        var bench = ServeAnswers(Answer.Error(status, code, header is null ? [] : [header]), Answer.CreatedKey);

        var call = bench.CreateKeyAsync(isAsync: true);
        if (header is not null)
        {
            await bench.Clock.TimerAsync(TimeSpan.FromMilliseconds(2025));
            Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
            bench.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.That((await Patience.For(call)).KeyId, Is.EqualTo(7));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Misdirected_OnceMoreOnANewConnection(bool isAsync)
    {
        var bench = Serve(connection => connection.AnswerAllAsync(connection.Number == 1 ? Answer.Error("421 Misdirected", "E_HOST") : Answer.Health));

        await Patience.For(bench.HealthAsync(isAsync));

        Assert.That(bench.Server.Requests.Select(request => request.Connection), Is.EqualTo([1, 2]));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(304)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task Redirect_NeverFollowed(int status)
    {
        await using var elsewhere = new RawServer(connection => connection.AnswerAllAsync(Answer.CreatedKey));
        var bench = ServeAnswer(Answer.Head($"{status} Elsewhere", "Content-Length: 0", $"Location: {elsewhere.Address}"));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.CreateKeyAsync(isAsync: true));

        Assert.That((failure.Attempts, failure.StatusCode), Is.EqualTo((1, (HttpStatusCode)status)));
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    private sealed class Rotation(string end)
    {
        private int _asked;

        // The first keys are asked for the breaker, the quota and the request: the same one each time.
        public string End => Interlocked.Increment(ref _asked) <= 3 ? "old" : end == "new" ? end : end + _asked;
    }

    private sealed class RotatingKeys(Rotation rotation) : IArkForgeApiKeyProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new(GetApiKey(cancellationToken));

        public string GetApiKey(CancellationToken cancellationToken) => $"sk-arkforge-cafe-{rotation.End}";
    }
}

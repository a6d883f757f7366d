using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Wire;

/// <summary>What goes over the wire, operation by operation.</summary>
public sealed class RequestTests
{
    private static readonly string[] OnEveryRequest =
        ["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Host", "User-Agent", "X-Client-Version"];

    [Test]
    public async Task Call_OfEveryOperation_SendsMethodPathAndBody(
        [ValueSource(typeof(ApiCalls), nameof(ApiCalls.All))] object operation, [Values] bool isAsync)
    {
        var call = (ApiCall)operation;
        using var wire = new WireAccount().AnswerAlways(call.Answer);

        await call.RunAsync(wire.Client, isAsync);

        var request = wire.Requests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Method, Is.EqualTo(call.Method));
            Assert.That(request.Path, Is.EqualTo(call.Path));
            Assert.That(request.Body, Is.EqualTo(call.Body ?? ""));
        }
    }

    [Test]
    public async Task Call_OfEveryOperation_SendsTheHeadersOfTheContractAndNoOthers(
        [ValueSource(typeof(ApiCalls), nameof(ApiCalls.All))] object operation, [Values] bool isAsync)
    {
        var call = (ApiCall)operation;
        using var wire = new WireAccount().AnswerAlways(call.Answer);

        await call.RunAsync(wire.Client, isAsync);

        var headers = wire.Requests.Single().Headers;
        string[] expected = [.. OnEveryRequest, .. call.Body is null ? [] : new[] { "Content-Type" }, .. call.IsWrite ? new[] { "Idempotency-Key" } : []];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headers.Keys, Is.EquivalentTo(expected).IgnoreCase);
            Assert.That(headers["Authorization"], Is.EqualTo($"Bearer {wire.ApiKey}"));
            Assert.That(headers["Accept"], Is.EqualTo("application/json"));
            Assert.That(headers["Accept-Encoding"], Is.EqualTo("br, gzip"));
            Assert.That(headers["User-Agent"], Does.Match(@"\Aarkforge-dotnet/\d+\.\d+\.\d+\S* dotnet/\d+\.\d+\.\d+\S*\z"));
            Assert.That(headers["X-Client-Version"], Does.Match(@"\A\d+\.\d+\.\d+\S*\z"));
            Assert.That(headers["User-Agent"], Does.StartWith($"arkforge-dotnet/{headers["X-Client-Version"]} dotnet/{Environment.Version}"));
            if (call.Body is not null) Assert.That(headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
            if (call.IsWrite) Assert.That(Guid.TryParseExact(headers["Idempotency-Key"], "D", out _), Is.True);
        }
    }

    [Test]
    public async Task Call_WithSnakeCaseNaming_WritesSnakeCaseNames(
        [ValueSource(typeof(ApiCalls), nameof(ApiCalls.All))] object operation, [Values] bool isAsync)
    {
        var call = (ApiCall)operation;
        using var wire = new WireAccount(options => options.JsonNaming = JsonNaming.SnakeCase).AnswerAlways(call.Answer);

        await call.RunAsync(wire.Client, isAsync);

        Assert.That(wire.Requests.Single().Body, Is.EqualTo(SnakeCase.Of(call.Body ?? "")));
    }

    [TestCase("/tenants/a", true)]
    [TestCase("/tenants/a/", false)]
    public async Task Call_WithPathInTheBaseUrl_AppendsItsOwnPath(string basePath, bool isAsync)
    {
        using var wire = new WireAccount(basePath: basePath).AnswerAlways(ApiCalls.GetKeyDetails.Answer);

        await ApiCalls.GetKeyDetails.RunAsync(wire.Client, isAsync);

        Assert.That(wire.Requests.Single().Path, Is.EqualTo("/tenants/a/api/v1/keys/7"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Call_WithUserAgentSuffix_AppendsIt(bool isAsync)
    {
        using var wire = new WireAccount(options => options.UserAgentSuffix = "my-app/1.2 (linux)").AnswerAlways(Answers.Health);

        await ApiCalls.GetHealth.RunAsync(wire.Client, isAsync);

        Assert.That(wire.Requests.Single().Headers["User-Agent"], Does.EndWith($" dotnet/{Environment.Version} my-app/1.2 (linux)"));
    }

    [Test]
    public async Task Call_Retried_SendsTheSameRequestAgain(
        [ValueSource(typeof(ApiCalls), nameof(ApiCalls.All))] object operation, [Values] bool isAsync)
    {
        var call = (ApiCall)operation;
        using var wire = new WireAccount().Answer("", 500).Answer("", 502).Answer(call.Answer);

        await call.RunAsync(wire.Client, isAsync);

        var requests = wire.Requests;
        Assert.That(requests, Has.Count.EqualTo(3));
        using (Assert.EnterMultipleScope())
        {
            foreach (var request in requests)
            {
                Assert.That(request.Headers, Is.EquivalentTo(requests[0].Headers));
                Assert.That(request with { Headers = requests[0].Headers }, Is.EqualTo(requests[0]));
            }
        }
    }

    [Test]
    public async Task Calls_OfTheSameOperation_HaveDifferentIdempotencyKeys([Values] bool isAsync)
    {
        using var wire = new WireAccount().AnswerAlways(Answers.CreatedKey);

        for (var i = 0; i < 3; i++) await ApiCalls.CreateKey.RunAsync(wire.Client, isAsync);

        Assert.That(wire.Requests.Select(request => request.Headers["Idempotency-Key"]), Is.Unique);
    }

    [Test]
    public async Task Call_WithItsOwnOptions_SendsIdempotencyKeyHeadersAndApiKey([Values] bool isAsync)
    {
        using var wire = new WireAccount();
        using var other = new WireAccount().AnswerAlways(Answers.CreatedKey);
        var options = new ArkForgeRequestOptions
        {
            IdempotencyKey = "order-4711",
            ApiKey = other.ApiKey,
            Headers = new Dictionary<string, string> { ["X-Trace"] = "a b, c", ["X-Empty"] = "" },
        };

        await ApiCalls.CreateKey.RunAsync(wire.Client, isAsync, options);

        var headers = other.Requests.Single().Headers;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wire.Requests, Is.Empty);
            Assert.That(headers["Idempotency-Key"], Is.EqualTo("order-4711"));
            Assert.That(headers["X-Trace"], Is.EqualTo("a b, c"));
            Assert.That(headers["X-Empty"], Is.Empty);
        }
    }

    [Test]
    public async Task Read_WithIdempotencyKeyInTheOptions_SendsNone([Values] bool isAsync)
    {
        using var wire = new WireAccount().AnswerAlways(Answers.Health);

        await ApiCalls.GetHealth.RunAsync(wire.Client, isAsync, new() { IdempotencyKey = "order-4711" });

        Assert.That(wire.Requests.Single().Headers, Does.Not.ContainKey("Idempotency-Key"));
    }
}

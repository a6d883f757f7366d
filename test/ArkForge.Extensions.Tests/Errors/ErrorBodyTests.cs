using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Errors;

/// <summary>Error answers that are not the contract's envelope.</summary>
public sealed class ErrorBodyTests
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [TestCase("<html><body>Bad gateway</body></html>", "text/html")]
    [TestCase("upstream connect error", "text/plain")]
    [TestCase("""{"status":"error","error":{"code":"E_INT""", "application/json")]
    [TestCase("""[1,2]""", "application/json")]
    [TestCase("\"text\"", "application/json")]
    [TestCase("""{"error":[]}""", "application/json")]
    public async Task Body_ThatSaysNothing_StillGivesStatusRequestIdAndExcerpt(string body, string mediaType)
    {
        using var network = new StubHandler(() => Answers.Text(body, mediaType, HttpStatusCode.NotImplemented).With(("X-Request-Id", "req_1")));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeServiceException>(client.Portfolio.GetHealthAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.NotImplemented));
            Assert.That(error.RequestId, Is.EqualTo("req_1"));
            Assert.That(error.BodyExcerpt, Is.EqualTo(body));
            Assert.That(error.Code, Is.Null);
            Assert.That(error.Message, Is.EqualTo("The service answered 501 (NotImplemented) [requestId=req_1]"));
        }
    }

    [TestCase("constraints.maxPositionSize")]
    [TestCase("constraints.max_position_size")]
    [TestCase("Constraints.MaxPositionSize")]
    public async Task Faults_OfTheService_AreUnderTheMembersName(string member)
    {
        using var network = new StubHandler(() => StubHandler.Json(
            """{"error":{"code":"E_INVALID_PARAMETERS","details":{"@":["too small"]}}}""".Replace("@", member, StringComparison.Ordinal), HttpStatusCode.BadRequest));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeInvalidParametersException>(client.Portfolio.GetHealthAsync());

        Assert.That((error.Errors.Keys.Single(), error.Errors["constraints.maxpositionsize"].Single()), Is.EqualTo(("Constraints.MaxPositionSize", "too small")));
    }

    [Test]
    public async Task Body_Empty_HasNoExcerpt()
    {
        using var network = new StubHandler(() => Answers.Text("", "text/plain", HttpStatusCode.NotFound));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeNotFoundException>(client.Portfolio.GetHealthAsync());

        Assert.That(error.BodyExcerpt, Is.Null);
    }

    [TestCase("X-Request-Id=a", "a")]
    [TestCase("Request-Id=b", "b")]
    [TestCase("traceparent=" + Trace, Trace)]
    [TestCase("traceparent=" + Trace + ";Request-Id=b;X-Request-Id=a", "a")]
    [TestCase("X-Request-Id= ;Request-Id=b", "b")]
    [TestCase("X-Request-Id=first;X-Request-Id=second", "first")]
    [TestCase("Server=none", null)]
    public async Task RequestId_FromTheHeaders_IsTheFirstThatBearsOne(string headers, string? expected)
    {
        (string, string)[] pairs = [.. headers.Split(';').Select(header => (header.Split('=')[0], header.Split('=')[1]))];
        using var network = new StubHandler(() => Answers.Status(HttpStatusCode.NotFound, pairs));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeNotFoundException>(client.Portfolio.GetHealthAsync());

        Assert.That(error.RequestId, Is.EqualTo(expected));
    }

    [Test]
    public async Task RequestId_OfAnyLengthAndContent_IsBoundedAndSecretFree()
    {
        using var network = new StubHandler(() => Answers.Status(HttpStatusCode.NotFound, ("X-Request-Id", TestKeys.Canary + new string('x', 5000))));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeNotFoundException>(client.Portfolio.GetHealthAsync());

        Assert.That(error.RequestId, Does.Not.Contain(TestKeys.CanarySecret).And.Length.LessThanOrEqualTo(256));
    }

    [Test]
    public async Task Excerpt_OfALongBodyWithAKey_IsBoundedAndSecretFree()
    {
        var body = $"<html>{TestKeys.Canary}</html>{new string('é', 1_000_000)}";
        using var network = new StubHandler(() => Answers.Text(body, "text/html", HttpStatusCode.NotFound));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeNotFoundException>(client.Portfolio.GetHealthAsync());

        Assert.That(error.BodyExcerpt, Does.StartWith("<html>sk-arkforge-cafe...</html>éé").And.Length.LessThanOrEqualTo(1100));
    }

    [Test]
    public async Task ProblemDetails_WithErrors_BecomeValidationErrors([Values(400, 422)] int status)
    {
        const string problem = """{"type":"about:blank","title":"One or more validation errors occurred.","status":400,"detail":"See errors","traceId":"trace_1","errors":{"Assets":["is empty","must not be"],"HorizonDays":["too long"]}}""";
        using var network = new StubHandler(() => Answers.Text(problem, "application/problem+json", (HttpStatusCode)status));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeValidationException>(ApiCalls.OptimizePortfolio.RunAsync(client, isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Is.EqualTo("See errors [requestId=trace_1]"));
            Assert.That(error.Errors["Assets"], Is.EqualTo(["is empty", "must not be"]));
            Assert.That(error.Errors["HorizonDays"], Is.EqualTo(["too long"]));
            Assert.That(error.Errors, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task Details_OfAValidationError_NameTheMembers()
    {
        const string body = """{"error":{"code":"E_INVALID_PARAMETERS","message":"Bad","details":{"riskProfile":"unknown","assets":["empty",1],"count":3}}}""";
        using var network = new StubHandler(() => StubHandler.Json(body, HttpStatusCode.BadRequest));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeInvalidParametersException>(ApiCalls.OptimizePortfolio.RunAsync(client, isAsync: true));

        Assert.That(error.Errors, Is.EquivalentTo(new Dictionary<string, string[]> { ["RiskProfile"] = ["unknown"], ["Assets"] = ["empty"] }));
    }

    [Test]
    public async Task Excerpt_OfAnEncodedErrorBody_IsDecoded()
    {
        using var network = new StubHandler(() =>
        {
            var answer = Answers.Bytes(Compressed.Gzip("""{"error":{"code":"E_INVALID_RISK","message":"Bad"}}"""), "gzip");
            answer.StatusCode = HttpStatusCode.BadRequest;
            return answer;
        });
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeInvalidRiskProfileException>(ApiCalls.OptimizePortfolio.RunAsync(client, isAsync: true));

        Assert.That(error.Message, Is.EqualTo("Bad (code=E_INVALID_RISK)"));
    }
}

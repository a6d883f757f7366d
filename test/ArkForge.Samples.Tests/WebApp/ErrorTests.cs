using System.Net;
using System.Text.Json.Nodes;

namespace ArkForge.Samples.Tests.WebApp;

public sealed class ErrorTests
{
    [TestCase(429, "E_RATE_LIMIT", 7, 429)]
    [TestCase(503, "E_SENTIMENT_FAILED", 3, 503)]
    [TestCase(500, "E_INTERNAL_ERROR", null, 503)]
    [TestCase(502, "E_TIMEGPT_API_ERROR", null, 503)]
    [TestCase(504, "E_TIMEOUT", null, 504)]
    [TestCase(400, "E_INVALID_VAULT", null, 400)]
    [TestCase(404, "E_NOT_FOUND", null, 404)]
    [TestCase(409, "E_CONFLICT", null, 409)]
    [TestCase(418, "E_TEAPOT", null, 502)]
    public async Task Call_ServiceRefuses_PassesOnWhatCallersCanActOn(int status, string code, int? retryAfter, int expected)
    {
        using var network = new StubService(() => StubService.Error(status, code, retryAfter));
        await using var app = new WebAppFactory(network);

        using var response = await app.CreateClient().GetAsync("/portfolio/risk-profiles");

        var problem = await ProblemOf(response);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(expected));
            Assert.That((int?)problem["status"], Is.EqualTo(expected));
            Assert.That((string?)problem["code"], Is.EqualTo(code));
            Assert.That((string?)problem["requestId"], Is.EqualTo("req_42"));
            Assert.That(response.Headers.RetryAfter?.Delta?.TotalSeconds, Is.EqualTo(retryAfter));
        }
    }

    [TestCase(401, "E_INVALID_API_KEY")]
    [TestCase(401, "E_EXPIRED_API_KEY")]
    [TestCase(403, "E_FORBIDDEN")]
    public async Task Call_OwnKeyRefused_IsNotTheCallersBusiness(int status, string code)
    {
        using var network = new StubService(() => StubService.Error(status, code));
        await using var app = new WebAppFactory(network);

        using var response = await app.CreateClient().GetAsync("/portfolio/risk-profiles");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That((await ProblemOf(response)).ToJsonString(), Does.Not.Contain("inner words").And.Not.Contain("sk-arkforge"));
        Assert.That(await app.Log.WaitForAsync("inner words"), Does.StartWith("Warning"));
    }

    [Test]
    public async Task Call_NoConnection_IsBadGateway()
    {
        using var network = new StubService(() => throw new HttpRequestException(HttpRequestError.ConnectionError, "inner words"));
        await using var app = new WebAppFactory(network);

        using var response = await app.CreateClient().GetAsync("/portfolio/risk-profiles");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That((await ProblemOf(response)).ToJsonString(), Does.Contain("cannot be reached").And.Not.Contain("inner words"));
    }

    [Test]
    public async Task Call_AnswerUnreadable_IsBadGateway()
    {
        using var network = new StubService(() => StubService.Json("<html>"));
        await using var app = new WebAppFactory(network);

        using var response = await app.CreateClient().GetAsync("/portfolio/risk-profiles");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That((await ProblemOf(response)).ToJsonString(), Does.Not.Contain("html>"));
    }

    [TestCase("ArkForge:Timeouts:Attempt", "01:00:00", "ArkForge:Timeouts:Total")]
    [TestCase("ArkForge:Timeouts:Atempt", "00:00:10", "ArkForge:Timeouts:Atempt")]
    [TestCase("ArkForge:ApiKey", "nonsense", "ArkForge:ApiKey")]
    [TestCase("ArkForge:BaseUrl", "http://api.arkforge.example", "ArkForge:BaseUrl")]
    [TestCase("Rebalancing:Interval", "00:00:00", "Interval")]
    public void Start_BadSetting_FailsAndNamesIt(string path, string value, string expected)
    {
        using var network = new StubService();
        using var app = new WebAppFactory(network, null, (path, value));

        Assert.That(app.CreateClient, Throws.InstanceOf<Microsoft.Extensions.Options.OptionsValidationException>().With.Message.Contains(expected));
    }

    private static async Task<JsonNode> ProblemOf(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}

using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Errors;

/// <summary>The error table of the contract: code and status to exception, and whether the call is tried again.</summary>
public sealed class ErrorTableTests
{
    private const int MaxAttempts = 3;

    private static IEnumerable<TestCaseData> Codes =>
    [
        Row<ArkForgeInvalidParametersException>("E_INVALID_PARAMETERS", 400, retried: false),
        Row<ArkForgeValidationException>("E_INVALID_VAULT", 400, retried: false),
        Row<ArkForgeInvalidRiskProfileException>("E_INVALID_RISK", 400, retried: false),
        Row<ArkForgeInvalidAssetsException>("E_INVALID_ASSETS", 400, retried: false),
        Row<ArkForgeAuthenticationException>("E_UNAUTHORIZED", 401, retried: false),
        Row<ArkForgeInvalidApiKeyException>("E_INVALID_API_KEY", 401, retried: false),
        Row<ArkForgeExpiredApiKeyException>("E_EXPIRED_API_KEY", 401, retried: false),
        Row<ArkForgeRateLimitException>("E_RATE_LIMIT", 429, retried: true),
        Row<ArkForgeRateLimitException>("E_RATE_LIMIT_EXCEEDED", 429, retried: true),
        Row<ArkForgeForecastFailedException>("E_TIMEGPT_TIMEOUT", 502, retried: true),
        Row<ArkForgeForecastFailedException>("E_TIMEGPT_API_ERROR", 502, retried: true),
        Row<ArkForgeSentimentFailedException>("E_SENTIMENT_FAILED", 503, retried: true),
        Row<ArkForgeSynthesisFailedException>("E_SYNTHESIS_FAILED", 500, retried: true),
        Row<ArkForgeServiceException>("E_WORKFLOW_ERROR", 500, retried: true),
        Row<ArkForgeServiceException>("E_INTERNAL_ERROR", 500, retried: true),
        Row<ArkForgeTimeoutException>("E_TIMEOUT", 504, retried: true),
    ];

    private static IEnumerable<TestCaseData> CodesBeforeStatuses =>
    [
        Row<ArkForgeRateLimitException>("E_RATE_LIMIT", 400, retried: true),
        Row<ArkForgeRateLimitException>("E_RATE_LIMIT", 500, retried: true),
        Row<ArkForgeRateLimitException>("e_rate_limit", 503, retried: true),
        Row<ArkForgeInvalidApiKeyException>("E_INVALID_API_KEY", 403, retried: false),
        Row<ArkForgeInvalidParametersException>("E_INVALID_PARAMETERS", 500, retried: false),
        Row<ArkForgeInvalidRiskProfileException>("E_INVALID_RISK", 422, retried: false),
        Row<ArkForgeTimeoutException>("E_TIMEOUT", 500, retried: true),
        Row<ArkForgeServiceException>("E_INTERNAL_ERROR", 400, retried: true),
        Row<ArkForgeForecastFailedException>("E_TIMEGPT_TIMEOUT", 500, retried: true),
    ];

    private static IEnumerable<TestCaseData> Statuses =>
        from code in (string?[])[null, "E_SOMETHING_NEW"]
        from row in (TestCaseData[])
        [
            Row<ArkForgeResponseException>(code, 300, retried: false),
            Row<ArkForgeResponseException>(code, 302, retried: false),
            Row<ArkForgeResponseException>(code, 304, retried: false),
            Row<ArkForgeResponseException>(code, 308, retried: false),
            Row<ArkForgeValidationException>(code, 400, retried: false),
            Row<ArkForgeAuthenticationException>(code, 401, retried: false),
            Row<ArkForgeException>(code, 402, retried: false),
            Row<ArkForgePermissionException>(code, 403, retried: false),
            Row<ArkForgeNotFoundException>(code, 404, retried: false),
            Row<ArkForgeException>(code, 405, retried: false),
            Row<ArkForgeTimeoutException>(code, 408, retried: true),
            Row<ArkForgeConflictException>(code, 409, retried: false),
            Row<ArkForgeException>(code, 413, retried: false),
            Row<ArkForgeException>(code, 418, retried: false),
            Row<ArkForgeValidationException>(code, 422, retried: false),
            Row<ArkForgeRateLimitException>(code, 429, retried: true),
            Row<ArkForgeServiceException>(code, 500, retried: true),
            Row<ArkForgeServiceException>(code, 501, retried: false),
            Row<ArkForgeServiceException>(code, 502, retried: true),
            Row<ArkForgeServiceException>(code, 503, retried: true),
            Row<ArkForgeTimeoutException>(code, 504, retried: true),
            Row<ArkForgeServiceException>(code, 505, retried: false),
            Row<ArkForgeServiceException>(code, 599, retried: true),
        ]
        select row;

    [TestCaseSource(nameof(Codes))]
    [TestCaseSource(nameof(CodesBeforeStatuses))]
    [TestCaseSource(nameof(Statuses))]
    public async Task Answer_WithCodeAndStatus_BecomesTheException(string? code, int status, Type exception, bool retried)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            using var network = new StubHandler(() => StubHandler.Error((HttpStatusCode)status, code, "It failed."));
            using var client = new TestClient(network, clock: new WaitlessTime());

            var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.OptimizePortfolio.RunAsync(client, isAsync));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(error, Is.TypeOf(exception));
                Assert.That(error.Code, Is.EqualTo(code));
                Assert.That(error.StatusCode, Is.EqualTo((HttpStatusCode)status));
                Assert.That(error.IsTransient, Is.EqualTo(retried));
                Assert.That(error.Attempts, Is.EqualTo(retried ? MaxAttempts : 1));
                Assert.That(network.Requests, Has.Count.EqualTo(retried ? MaxAttempts : 1));
                Assert.That(error.Message, Does.StartWith(code is null ? $"The service answered {status}" : "It failed."));
            }
        }
    }

    [TestCase(408)]
    [TestCase(504)]
    public async Task Answer_ThatTheServiceRanOutOfTime_SaysThatItWasTheServices(int status)
    {
        using var network = new StubHandler(() => StubHandler.Error((HttpStatusCode)status));
        using var client = new TestClient(network, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(client.Portfolio.GetHealthAsync());

        Assert.That(error.Kind, Is.EqualTo(ArkForgeTimeoutKind.Service));
    }

    [Test]
    public async Task Redirect_IsNotFollowed()
    {
        using var network = new StubHandler(() => Answers.Status(HttpStatusCode.TemporaryRedirect, ("Location", "https://elsewhere.example/")));
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeResponseException>(ApiCalls.CreateKey.RunAsync(client, isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Has.Count.EqualTo(1));
            Assert.That(error.Message, Does.Contain("redirect").And.Contain("BaseUrl"));
        }
    }

    private static TestCaseData Row<TException>(string? code, int status, bool retried) => new(code, status, typeof(TException), retried);
}

using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Tests.Diagnostics;

/// <summary>A key that is put everywhere must come out nowhere.</summary>
public sealed class CanaryTests
{
    private const string Canary = TestKeys.Canary;
    private const string Secret = TestKeys.CanarySecret;

    private static readonly string EchoingError = $$"""
        {
          "status": "error",
          "error": {
            "code": "{{Canary}}", "message": "No, {{Canary}}, no", "{{Canary}}": "{{Canary}}",
            "details": { "field": "{{Canary}}", "{{Canary}}": ["{{Canary}}", { "a": "{{Canary}}" }] }
          },
          "errors": { "{{Canary}}": ["{{Canary}}"] }, "title": "{{Canary}}", "metadata": { "requestId": "{{Canary}}" }
        }
        """;

    private static readonly int[] Statuses = [302, 400, 401, 403, 404, 408, 409, 413, 418, 422, 429, 500, 501, 503, 504];

    private static IEnumerable<TestCaseData> EchoingAnswers()
    {
        foreach (var status in Statuses)
        {
            yield return Case($"error {status}", status, EchoingError);
            yield return Case($"text {status}", status, $"<html><b>{Canary}</b> {Canary}");
        }

        foreach (var code in new[] { "E_INVALID_PARAMETERS", "E_INVALID_RISK", "E_INVALID_ASSETS", "E_INVALID_API_KEY", "E_EXPIRED_API_KEY", "E_TIMEGPT_TIMEOUT", "E_SENTIMENT_FAILED", "E_SYNTHESIS_FAILED" })
            yield return Case(code, 400, EchoingError.Replace($"\"code\": \"{Canary}\"", $"\"code\": \"{code}\"", StringComparison.Ordinal));

        yield return Case("unreadable success", 200, $$"""{"status":{"{{Canary}}":"{{Canary}}"} }""");
        yield return Case("no JSON", 200, $"{Canary} {{ {Canary}");
        yield return Case("success", 200, $$"""{"status":"{{Canary}}","version":"{{Canary}}","{{Canary}}":"{{Canary}}"}""");

        static TestCaseData Case(string name, int status, string body) => new TestCaseData((HttpStatusCode)status, body).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(EchoingAnswers))]
    public async Task Call_WhenTheServiceEchoesTheKey_ShowsItNowhere(HttpStatusCode status, string body)
    {
        foreach (var ofCall in new[] { false, true })
        {
            using var network = new StubHandler(() => Echo(status, body));
            using var client = new TestClient(
                network,
                options =>
                {
                    options.ApiKey = ofCall ? TestKeys.Default : Canary;
                    options.Debug = true;
                    // The clock stands still: nothing may wait.
                    options.RateLimiting.MaxWait = TimeSpan.Zero;
                    options.Retry.MaxDelay = TimeSpan.Zero;
                    options.Retry.MaxAttempts = (int)status is 429 or 503 ? 1 : 3;
                    options.Retry.BaseDelay = TimeSpan.Zero;
                },
                builder => builder.Services.AddHttpClient("ArkForge").AddDefaultLogger());
            var infos = new List<ArkForgeResponseInfo>();
            var settings = new ArkForgeRequestOptions { ApiKey = ofCall ? Canary : null, OnResponse = infos.Add };

            var failures = new List<ArkForgeException>();
            await Try(() => client.Portfolio.GetHealthAsync(settings));
            await Try(() => client.Portfolio.OptimizePortfolioAsync(new() { Assets = ["BTC"], RiskProfile = RiskProfileType.Moderate }, settings));
            await Try(() => client.Keys.CreateKeyAsync(new() { Name = $"with {Canary}" }, settings));
            await Try(() => Task.FromResult(client.Portfolio.GetHealth(settings)));

            Assert.That(network.Requests[0].Headers["Authorization"], Is.EqualTo($"Bearer {Canary}"), "the key was in use");
            Assert.That(failures.Count + infos.Count, Is.EqualTo(4));
            foreach (var failure in failures) Assert.That(SecretWalk.Find(failure, Secret), Is.Empty, failure.GetType().Name);
            foreach (var info in infos) Assert.That(SecretWalk.Find(info, Secret), Is.Empty);
            // What a service echoes in a header stands in the structured state of the stock logger, whatever is redacted.
            var records = client.Logs.GetSnapshot().Where(record => !record.Message.StartsWith("Response Headers:", StringComparison.Ordinal));
            foreach (var record in records) Assert.That(SecretWalk.Find(record, Secret), Is.Empty, record.Message);

            async Task Try<T>(Func<Task<T>> call)
            {
                try
                {
                    await call();
                }
                catch (ArkForgeException e)
                {
                    failures.Add(e);
                }
            }
        }
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        yield return Case("network", new HttpRequestException(HttpRequestError.ConnectionError, "no connection"));
        yield return Case("name", new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"));
        yield return Case("connection", new IOException("reset"));
        yield return Case("timeout", new TaskCanceledException("connect", new TimeoutException()));
        yield return Case("handler", new NotSupportedException("no"));

        static TestCaseData Case(string name, Exception failure) => new TestCaseData(failure).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Call_ThatFailsOnTheWire_ShowsTheKeyNowhere(Exception failure)
    {
        using var network = new StubHandler((_, _) => throw failure);
        using var client = new TestClient(network, options =>
        {
            options.ApiKey = Canary;
            options.Retry.BaseDelay = TimeSpan.Zero;
        });

        var seen = await Assert.CatchAsync<ArkForgeException>(() => client.Portfolio.GetHealthAsync());

        Assert.That(SecretWalk.Find(seen, Secret), Is.Empty);
        foreach (var record in client.Logs.GetSnapshot()) Assert.That(SecretWalk.Find(record, Secret), Is.Empty, record.Message);
    }

    [Test]
    public async Task Call_RefusedForItsOptions_ShowsTheKeyNowhere()
    {
        using var client = new TestClient(new StubHandler(() => StubHandler.Json("{}")));

        var seen = await Assert.CatchAsync<ArkForgeException>(() => client.Portfolio.OptimizePortfolioAsync(
            new() { Assets = [Canary], RiskProfile = RiskProfileType.Moderate },
            new() { ApiKey = $"{Canary}\r\n", IdempotencyKey = $"{Canary} ", Headers = new Dictionary<string, string> { ["Authorization"] = Canary, ["X-A"] = $"{Canary}\r\n" } }));

        Assert.That(SecretWalk.Find(seen, Secret), Is.Empty);
    }

    private static IEnumerable<(string, string?)[]> BadSettings()
    {
        yield return [("ArkForge:ApiKey", $"{Canary}\n")];
        yield return [("ArkForge:ApiKey", $"x{Canary}")];
        yield return [("ArkForge:ApiKey", Canary), ("ArkForge:BaseUrl", $"https://{Canary}@api.arkforge.example")];
        yield return [("ArkForge:ApiKey", Canary), ("ArkForge:BaseUrl", $"http://api.arkforge.example/{Canary}")];
        yield return [("ArkForge:ApiKey", Canary), ("ArkForge:BaseUrl", $"http://[{Canary}")];
        yield return [("ArkForge:ApiKey", Canary), ($"ArkForge:{Canary}", Canary)];
        yield return [("ArkForge:ApiKey", Canary), ($"ArkForge:Retry:{Canary}:X", Canary)];
        yield return [("ArkForge:ApiKey", Canary), ("ArkForge:Retry:MaxAttempts", Canary), ("ArkForge:JsonNaming", Canary), ("ArkForge:Timeouts:Total", Canary), ("ArkForge:Debug", Canary)];
        yield return [("ArkForge:ApiKey", Canary), ("ArkForge:Retry", Canary), ("ArkForge:UserAgentSuffix", $"@{Canary}")];
    }

    [TestCaseSource(nameof(BadSettings))]
    public void Options_ThatDoNotValidate_ShowTheKeyNowhere((string, string?)[] settings)
    {
        var services = TestServices.Create(TestServices.Configuration(settings));
        services.AddArkForge();
        using var provider = services.Build();

        var failure = Assert.Throws<OptionsValidationException>(() => _ = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().CurrentValue);

        Assert.That(SecretWalk.Find(failure, Secret), Is.Empty);
    }

    [TestCaseSource(nameof(BadSettings))]
    public void Options_ThatDoNotValidateAfterAReload_ShowTheKeyNowhere((string, string?)[] settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", Canary));
        var services = TestServices.Create(configuration);
        services.AddArkForge();
        using var provider = services.Build();
        _ = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().CurrentValue;

        foreach (var (path, value) in settings) configuration[path] = value;
        configuration.Reload();

        var records = provider.GetFakeLogCollector().GetSnapshot();
        Assert.That(records, Has.Count.EqualTo(1));
        Assert.That(SecretWalk.Find(records[0], Secret), Is.Empty, records[0].Message);
    }

    [Test]
    public void Options_HoweverTheyAreShown_DoNotShowTheKey()
    {
        var options = new ArkForgeOptions { ApiKey = Canary };
        var broken = new ArkForgeOptions { ApiKey = Canary, Timeouts = null!, Retry = null!, CircuitBreaker = null!, RateLimiting = null!, BaseUrl = new Uri($"https://{Canary}@api.example") };
        var settings = new ArkForgeRequestOptions { ApiKey = Canary, IdempotencyKey = Canary, Headers = new Dictionary<string, string> { ["X-Key"] = Canary } };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.ToString(), Does.Contain("sk-arkforge-cafe...").And.Not.Contain(Secret));
            Assert.That(broken.ToString(), Does.Not.Contain(Secret));
            Assert.That(settings.ToString(), Does.Contain("sk-arkforge-cafe...").And.Not.Contain(Secret));
            Assert.That(System.Text.Json.JsonSerializer.Serialize(options), Does.Contain("Timeouts").And.Not.Contain(Secret));
            Assert.That(JsonConvert.SerializeObject(options), Does.Contain("Timeouts").And.Not.Contain(Secret));
            Assert.That(System.Text.Json.JsonSerializer.Serialize(settings with { IdempotencyKey = null }), Does.Contain("Timeout").And.Not.Contain(Secret));
            Assert.That(JsonConvert.SerializeObject(settings with { IdempotencyKey = null }), Does.Contain("Timeout").And.Not.Contain(Secret));
            Assert.That(SecretWalk.Find(options, Secret, "ArkForgeOptions.ApiKey"), Is.Empty);
        }
    }

    [Test]
    public void Walk_OverAPlantedCanary_FindsIt()
    {
        var inner = new InvalidOperationException("inner") { Data = { ["k"] = new List<object> { new Hidden(Canary) } } };
        var planted = new ArkForgeException("outer", new ArkForgeErrorInfo { Details = new Dictionary<string, object?> { [Canary] = 1 } }, inner);
        var cycle = new List<object>();
        cycle.Add(cycle);
        cycle.Add(System.Text.Encoding.UTF8.GetBytes($"x{Canary}"));

        using (Assert.EnterMultipleScope())
        {
            var found = SecretWalk.Find(planted, Secret);
            Assert.That(found, Has.Some.Contains("Details"));
            Assert.That(found, Has.Some.Contains("_hidden"));
            Assert.That(SecretWalk.Find(cycle, Secret), Is.Not.Empty);
            Assert.That(SecretWalk.Find(new ArkForgeOptions { ApiKey = Canary }, Secret), Is.Not.Empty);
            Assert.That(SecretWalk.Find(new InvalidOperationException(Canary), Secret), Is.Not.Empty);
            Assert.That(SecretWalk.Find(new InvalidOperationException("nothing"), Secret), Is.Empty);
        }
    }

    private static HttpResponseMessage Echo(HttpStatusCode status, string body)
    {
        var response = StubHandler.Json(body, status);
        response.ReasonPhrase = Canary;
        response.Headers.TryAddWithoutValidation("X-Request-Id", Canary);
        response.Headers.TryAddWithoutValidation("X-Echo", [Canary, $"Bearer {Canary}"]);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Limit", Canary);
        response.Headers.TryAddWithoutValidation("Retry-After", Canary);
        response.Content.Headers.TryAddWithoutValidation("Content-Language", Canary);
        return response;
    }

    private sealed class Hidden(string value)
    {
        private readonly string _hidden = value;

        public override string ToString() => $"{_hidden.Length} characters";
    }
}

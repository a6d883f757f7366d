using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Transport;

/// <summary>The options of a call are checked before anything is sent.</summary>
public sealed class RequestOptionsTests
{
    private static IEnumerable<TestCaseData> Faults
    {
        get
        {
            yield return Fault("options.Timeout", new() { Timeout = TimeSpan.Zero }, "above 0");
            yield return Fault("options.Timeout", new() { Timeout = TimeSpan.FromSeconds(-1) }, "above 0");
            yield return Fault("options.Timeout", new() { Timeout = Timeout.InfiniteTimeSpan }, "above 0");
            yield return Fault("options.Timeout", new() { Timeout = TimeSpan.FromHours(24.1) }, "at most 24 h");
            foreach (var key in (string[])["", " ", "a b", "a\r\nX: y", "ü", "a\0", new string('x', 256)])
                yield return Fault("options.IdempotencyKey", new() { IdempotencyKey = key }, "1 to 255 visible ASCII characters");
            foreach (var (key, says) in ((string, string)[])
                [
                    ("", "is not set"), ("\t", "is not set"), ("secret", "does not start with"), ("sk-arkforge-", "has nothing after"),
                    ("sk-arkforge-a\r\nb", "cannot be sent"), ("sk-arkforge-ü", "cannot be sent"), ("sk-arkforge-a ", "cannot be sent"),
                ])
                yield return Fault("options.ApiKey", new() { ApiKey = key }, says);
            foreach (var name in (string[])["Authorization", "authorization", "Accept", "Accept-Encoding", "Allow", "Connection", "Content-Type", "content-length",
                "Content-Anything", "Cookie", "Expect", "Expires", "Host", "Idempotency-Key", "Last-Modified", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
                "User-Agent", "X-Client-Version"])
                yield return Fault("options.Headers", Header(name, "1"), $"must not set {name}");
            foreach (var name in (string[])["", " ", "a b", "a:", "a\r\nb", "ü", "(x)"]) yield return Fault("options.Headers", Header(name, "1"), "not a token");
            foreach (var value in (string?[])["a\r\nb", "a\n", "ü", "\0", "\t", "\u007f", null])
                yield return Fault("options.Headers", Header("X-A", value!), "value for X-A that cannot be sent");
            yield return Fault("options.Headers", Header("Date", "yesterday"), "value for Date that this header cannot have");
            yield return Fault("options.Headers", Header("If-Modified-Since", "yesterday"), "value for If-Modified-Since that this header cannot have");
        }
    }

    [TestCaseSource(nameof(Faults))]
    public async Task Call_WithBadOptions_SendsNothingAndNamesTheMember(string path, ArkForgeRequestOptions options, string says)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            using var network = new StubHandler(Answers.Ok);
            using var client = new TestClient(network);

            var error = await Thrown.ByAsync<ArkForgeValidationException>(ApiCalls.GetHealth.RunAsync(client, isAsync, options));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(network.Requests, Is.Empty);
                Assert.That(error.Errors.Keys, Is.EqualTo([path]));
                Assert.That(error.Errors[path].Single(), Does.Contain(says));
                Assert.That(error.Message, Does.StartWith($"The request is not valid; nothing was sent. {path}: "));
                Assert.That(error.Attempts, Is.Zero);
                Assert.That(error.OutcomeUnknown, Is.False);
            }
        }
    }

    [Test]
    public async Task Call_WithEverythingWrong_NamesAllOfItAtOnce([Values] bool isAsync)
    {
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network);
        var options = new ArkForgeRequestOptions
        {
            Timeout = TimeSpan.Zero,
            IdempotencyKey = "",
            ApiKey = "password!",
            Headers = new Dictionary<string, string> { ["Host"] = "x", ["X-A"] = "a\r\nb" },
        };
        var request = new CreateKeyRequest { Name = "", ExpiresInDays = 0 };

        var error = await Thrown.ByAsync<ArkForgeValidationException>(
            isAsync ? client.Keys.CreateKeyAsync(request, options) : Task.Run(() => client.Keys.CreateKey(request, options)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Requests, Is.Empty);
            Assert.That(error.Errors.Keys, Is.EquivalentTo(["Name", "ExpiresInDays", "options.Timeout", "options.IdempotencyKey", "options.ApiKey", "options.Headers"]));
            Assert.That(error.Errors["options.Headers"], Has.Length.EqualTo(2));
            foreach (var message in error.Errors.Values.SelectMany(messages => messages)) Assert.That(error.Message, Does.Contain(message));
        }
    }

    [TestCase("password-of-another-system")]
    [TestCase(TestKeys.Canary + "\r\n")]
    public async Task Call_WithABadApiKey_DoesNotEchoIt(string key)
    {
        using var client = new TestClient();

        var error = await Thrown.ByAsync<ArkForgeValidationException>(client.Portfolio.GetHealthAsync(new() { ApiKey = key }));

        Assert.That(error.ToString(), Does.Not.Contain("password-of").And.Not.Contain(TestKeys.CanarySecret));
    }

    [Test]
    public void ToString_OfTheOptions_ShowsNoSecrets()
    {
        var options = new ArkForgeRequestOptions
        {
            Timeout = TimeSpan.FromSeconds(1),
            IdempotencyKey = "order-1",
            ApiKey = TestKeys.Canary,
            Headers = new Dictionary<string, string> { ["X-A"] = "secret" },
        };

        Assert.That(options.ToString(), Is.EqualTo(
            "ArkForgeRequestOptions { Timeout = 00:00:01, IdempotencyKey = order-1, Headers = [X-A], ApiKey = sk-arkforge-cafe... }"));
    }

    [TestCase("X-Trace", "a b, c\"d\"")]
    [TestCase("Date", "Thu, 01 Jan 2026 00:00:00 GMT")]
    [TestCase("ETag", "anything")]
    [TestCase("Retry-After", "soon")]
    [TestCase("WWW-Authenticate", "x")]
    [TestCase("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    public async Task Call_WithAnExtraHeader_SendsIt(string name, string value)
    {
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network);

        await client.Portfolio.GetHealthAsync(new() { Headers = new Dictionary<string, string> { [name] = value } });

        Assert.That(network.Requests.Single().Headers[name], Is.EqualTo(value));
    }

    [TestCase(1)]
    [TestCase(255)]
    public async Task IdempotencyKey_OfAnyAllowedLength_IsSent(int length)
    {
        var key = new string('~', length);
        using var network = new StubHandler(() => StubHandler.Json(Answers.CreatedKey));
        using var client = new TestClient(network);

        await ApiCalls.CreateKey.RunAsync(client, isAsync: true, new() { IdempotencyKey = key });

        Assert.That(network.Requests.Single().Headers["Idempotency-Key"], Is.EqualTo(key));
    }

    [Test]
    public void Call_WithoutRequest_IsAnArgumentError()
    {
        using var client = new TestClient();

        using (Assert.EnterMultipleScope())
        {
            foreach (var call in (Func<object?>[])
                [
                    () => client.Portfolio.OptimizePortfolio(null!), () => client.Portfolio.OptimizePortfolioAsync(null!),
                    () => client.Portfolio.AnalyzePortfolio(null!), () => client.Portfolio.AnalyzePortfolioAsync(null!),
                    () => client.Keys.CreateKey(null!), () => client.Keys.CreateKeyAsync(null!), () => client.Keys.UpdateScopesAsync(1, null!),
                ])
                Assert.That(() => call(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
        }
    }

    private static ArkForgeRequestOptions Header(string name, string value) => new() { Headers = new Dictionary<string, string> { [name] = value } };

    // The values are escaped, for test names must be printable.
    private static TestCaseData Fault(string path, ArkForgeRequestOptions options, string says)
    {
        var headers = string.Concat(options.Headers ?? new Dictionary<string, string>());
        var values = Uri.EscapeDataString($"{options.Timeout}{options.IdempotencyKey}{options.ApiKey}{headers}");
        return new(path, options, says) { TestName = $"{{m}}({path}, {values})" };
    }
}

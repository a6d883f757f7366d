using System.Net;
using System.Text;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Transport;

/// <summary>Answers whose body is not what it should be.</summary>
public sealed class BodyTests
{
    private const int MaxBytes = 64 * 1024;

    private static IEnumerable<TestCaseData> Sound =>
    [
        new(() => Answers.Bytes(Compressed.Gzip(Answers.Health), "gzip")) { TestName = "{m}(gzip)" },
        new(() => Answers.Bytes(Compressed.Gzip(Answers.Health), "X-GZIP")) { TestName = "{m}(x-gzip)" },
        new(() => Answers.Bytes(Compressed.Brotli(Answers.Health), "br")) { TestName = "{m}(brotli)" },
        new(() => Answers.Bytes(Encoding.UTF8.GetBytes(Answers.Health), "identity")) { TestName = "{m}(identity)" },
        new(() => Answers.Bytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Answers.Health)])) { TestName = "{m}(byte order mark)" },
        new(() => Answers.Text(Answers.Health, "text/plain")) { TestName = "{m}(text/plain)" },
        new(() => Charset("\"UTF-8\"")) { TestName = "{m}(quoted charset)" },
        new(() => Charset("utf8")) { TestName = "{m}(utf8)" },
        new(() => Charset("us-ascii")) { TestName = "{m}(ascii)" },
        new(() => new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Answers.Health)) }) { TestName = "{m}(no type)" },
        new(() => Answers.Text(Answers.Health + new string(' ', MaxBytes - Answers.Health.Length), "application/json")) { TestName = "{m}(as large as allowed)" },
    ];

    // Faults that the next attempt may not have (retried), and faults that it would have again.
    private static IEnumerable<TestCaseData> Broken =>
    [
        Row("declared too large", () => Answers.Bytes(new byte[MaxBytes + 1]), retried: false, "declares 65537 bytes"),
        Row("streamed without end", () => new() { Content = new StreamContent(new ScriptedStream(_ => { })) }, retried: false, "larger than MaxResponseBytes"),
        Row("gzip bomb", () => Answers.Bytes(Compressed.Gzip(new byte[50 * 1024 * 1024]), "gzip"), retried: false, "MaxResponseBytes"),
        Row("brotli bomb", () => Answers.Bytes(Compressed.Brotli(new byte[50 * 1024 * 1024]), "br"), retried: false, "larger than MaxResponseBytes"),
        Row("truncated gzip", () => Answers.Bytes(Compressed.Gzip(Answers.Health)[..^9], "gzip"), retried: true, "gzip is truncated"),
        Row("gzip without trailer", () => Answers.Bytes(Compressed.Gzip(Answers.Health)[..^4], "gzip"), retried: true, "gzip"),
        Row("tiny gzip", () => Answers.Bytes([0x1F, 0x8B], "gzip"), retried: true, "gzip"),
        Row("invalid gzip", () => Answers.Bytes(Encoding.UTF8.GetBytes(Answers.Health), "gzip"), retried: true, "not valid gzip"),
        Row("truncated brotli", () => Answers.Bytes(Compressed.Brotli(Answers.Health)[..^3], "br"), retried: true, "brotli is truncated"),
        Row("invalid brotli", () => Answers.Bytes([0xFF, 0xFF, 0xFF, 0xFF], "br"), retried: true, "not valid brotli"),
        Row("unknown coding", () => Answers.Bytes([1], "zstd"), retried: false, "content coding that was not asked for"),
        Row("nested coding", () => Answers.Bytes(Compressed.Gzip(Compressed.Gzip(Answers.Health)), "gzip,gzip"), retried: false, "encoded more than once"),
        Row("wrong charset", () => Charset("utf-16"), retried: false, "character set other than UTF-8"),
        Row("not UTF-8", () => Answers.Bytes([0x22, 0xFF, 0x22]), retried: false, "is not UTF-8"),
        Row("empty", () => StubHandler.Json(""), retried: false, "is empty"),
        Row("HTML", () => Answers.Text("<html>login</html>", "text/html"), retried: false, "is not valid JSON"),
        Row("JSON null", () => StubHandler.Json("null"), retried: false, "cannot be read"),
        Row("missing member", () => StubHandler.Json("""{"uptime":1}"""), retried: false, "status"),
    ];

    [TestCaseSource(nameof(Sound))]
    public async Task Body_InEveryAllowedForm_IsRead(Func<HttpResponseMessage> answer)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            using var network = new StubHandler(answer);
            using var client = new TestClient(network, options => options.MaxResponseBytes = MaxBytes);

            var health = (HealthStatus?)await ApiCalls.GetHealth.RunAsync(client, isAsync);

            Assert.That(health!.Status, Is.EqualTo(ServiceStatus.Ok));
        }
    }

    [TestCaseSource(nameof(Broken))]
    public async Task Body_ThatIsBroken_IsAResponseExceptionWithTheRequestId(Func<HttpResponseMessage> answer, bool retried, string says)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            using var network = new StubHandler(() => answer().With(("X-Request-Id", "req_1")));
            using var client = new TestClient(network, TestOptions.RetriesOnly(options => options.MaxResponseBytes = MaxBytes), clock: new WaitlessTime());

            var error = await Thrown.ByAsync<ArkForgeResponseException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(error.Message, Does.Contain(says));
                Assert.That(error.RequestId, Is.EqualTo("req_1"));
                Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.OK));
                Assert.That(error.IsTransient, Is.EqualTo(retried));
                Assert.That(network.Requests, Has.Count.EqualTo(retried ? 3 : 1));
            }
        }
    }

    [Test]
    public async Task Body_ThatBreaksOff_IsTriedAgain([Values] bool isAsync)
    {
        using var network = new StubHandler(
            () => new HttpResponseMessage { Content = new StreamContent(new ScriptedStream(_ => throw new HttpIOException(HttpRequestError.ResponseEnded))) },
            () => new HttpResponseMessage { Content = new StreamContent(new ScriptedStream(_ => throw new HttpIOException(HttpRequestError.InvalidResponse))) },
            Answers.Ok);
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        await ApiCalls.GetHealth.RunAsync(client, isAsync);

        Assert.That(network.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Body_ThatBreaksOffEachTime_IsAConnectionExceptionWithTheRequestId([Values] bool isAsync)
    {
        using var network = new StubHandler(() => new HttpResponseMessage
        {
            Content = new StreamContent(new ScriptedStream(_ => throw new HttpIOException(HttpRequestError.ResponseEnded))),
        }.With(("X-Request-Id", "req_1")));
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeConnectionException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        Assert.That((error.RequestId, error.OutcomeUnknown), Is.EqualTo(("req_1", true)));
    }

    [Test]
    public async Task Body_ThatStalls_IsAnAttemptTimeout([Values] bool isAsync)
    {
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => new HttpResponseMessage
        {
            Content = new StreamContent(new ScriptedStream(read => clock.Advance(TimeSpan.FromSeconds(read == 1 ? 1 : 60)))),
        });
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

        var error = await Thrown.ByAsync<ArkForgeTimeoutException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        Assert.That((error.Kind, network.Requests.Count), Is.EqualTo((ArkForgeTimeoutKind.Attempt, 3)));
    }

    private static HttpResponseMessage Charset(string charset)
    {
        var answer = Answers.Bytes(Encoding.UTF8.GetBytes(Answers.Health));
        answer.Content.Headers.ContentType!.CharSet = charset;
        return answer;
    }

    private static TestCaseData Row(string name, Func<HttpResponseMessage> answer, bool retried, string says) =>
        new(answer, retried, says) { TestName = $"{{m}}({name})" };
}

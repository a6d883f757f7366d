using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Sandbox.Tests.Faults;

public sealed class FaultTests
{
    private const string Profiles = "/api/v1/portfolio/risk-profiles";
    private const string Keys = "/api/v1/keys";
    private static readonly object Body = new { name = "test" };

    [TestCase(400, null, null, "E_INVALID_PARAMETERS")]
    [TestCase(429, null, "Fri, 31 Dec 9999 23:59:59 GMT", "E_RATE_LIMIT_EXCEEDED")]
    [TestCase(500, "E_SYNTHESIS_FAILED", null, "E_SYNTHESIS_FAILED")]
    [TestCase(502, null, null, "E_TIMEGPT_API_ERROR")]
    [TestCase(503, null, "-5", "E_SENTIMENT_FAILED")]
    [TestCase(504, null, "2147483647", "E_TIMEOUT")]
    public async Task Status_Next_AnswersSoAndHasNoEffect(int status, string? code, string? retryAfter, string expected)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.Status(status, code, retryAfter));

        var reply = await admin.PostAsync(Keys, Body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)reply.Status, reply.Code), Is.EqualTo((status, expected)));
            Assert.That(reply.Response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null, Is.EqualTo(retryAfter));
            Assert.That(reply.Header("X-RateLimit-Remaining"), Is.EqualTo("4999"), "a fault costs quota");
            Assert.That((await admin.GetAsync(Keys)).Body.GetArrayLength(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Next_Count_StrikesThatManyMatches()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        sandbox.Faults.Next(2, Fault.Status(503), target => target.Path == Profiles);

        HttpStatusCode[] statuses =
        [
            (await admin.GetAsync(Profiles)).Status,
            (await admin.GetAsync(Keys)).Status,
            (await admin.GetAsync(Profiles)).Status,
            (await admin.GetAsync(Profiles)).Status,
        ];

        Assert.That(statuses.Select(status => (int)status), Is.EqualTo(new[] { 503, 200, 503, 200 }));
        Assert.That(sandbox.Faults.Injected, Is.EqualTo(2));
    }

    [Test]
    public async Task Next_MatchByKey_SparesOtherKeys()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var (key, id) = await admin.CreateKeyAsync("read");
        using var client = new SandboxClient(sandbox, key);
        sandbox.Faults.Next(1, Fault.Status(503), target => target.KeyId == id);

        Assert.That((await admin.GetAsync(Profiles)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.GetAsync(Profiles)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task WithProbability_SameSeed_StrikesTheSameRequests()
    {
        var first = await StrikesAsync(5);
        var again = await StrikesAsync(5);
        var other = await StrikesAsync(6);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
        Assert.That(first.Count(struck => struck), Is.InRange(5, 25));

        static async Task<bool[]> StrikesAsync(int seed)
        {
            await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.FaultSeed = seed);
            using var client = new SandboxClient(sandbox);
            sandbox.Faults.WithProbability(0.3, Fault.Status(500));
            var struck = new bool[50];
            for (var i = 0; i < struck.Length; i++)
                struck[i] = (await client.GetAsync("/health")).Status is HttpStatusCode.InternalServerError;
            return struck;
        }
    }

    [Test]
    public async Task LostResponse_WithIdempotencyKey_IsFoundByTheRepeat()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.LostResponse());

        Assert.That(async () => await admin.PostAsync(Keys, Body, "k"), Throws.TypeOf<HttpRequestException>());
        var repeat = await admin.PostAsync(Keys, Body, "k");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(repeat.Header("Idempotent-Replayed"), Is.EqualTo("true"));
            Assert.That(repeat.Body.GetProperty("apiKey").GetString(), Does.StartWith("sk-arkforge-"));
            Assert.That((await admin.GetAsync(Keys)).Body.GetArrayLength(), Is.EqualTo(2));
            Assert.That(sandbox.Requests.Unanswered, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task ResetBeforeHeaders_Write_HasNoEffect()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.ResetBeforeHeaders());

        Assert.That(async () => await admin.PostAsync(Keys, Body), Throws.TypeOf<HttpRequestException>());

        Assert.That((await admin.GetAsync(Keys)).Body.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task CutAfterHeaders_Read_EndsInsideTheBody()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        sandbox.Faults.Next(1, Fault.CutAfterHeaders());

        var (status, body, error) = await RawAsync(sandbox);

        Assert.That((status, body.Length, error), Is.EqualTo((HttpStatusCode.OK, 0, true)));
    }

    [Test]
    public async Task TruncatedBody_Read_EndsHalfWay()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        var (_, whole, _) = await RawAsync(sandbox);
        sandbox.Faults.Next(1, Fault.TruncatedBody());

        var (_, body, error) = await RawAsync(sandbox);

        Assert.That(error, Is.True);
        Assert.That(whole, Does.StartWith(body));
        Assert.That(body, Has.Length.LessThan(whole.Length));
    }

    [Test]
    public async Task StalledBody_Read_HangsUntilTheCallerOrTheSandboxGoes()
    {
        var sandbox = await ArkForgeSandbox.StartAsync();
        sandbox.Faults.Next(1, Fault.StalledBody());
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        using var response = await http.GetAsync("/health", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var half = new byte[(int)(response.Content.Headers.ContentLength!.Value / 2)];
        await stream.ReadExactlyAsync(half);

        var rest = stream.ReadAsync(new byte[1]).AsTask();
        Assert.That(rest.IsCompleted, Is.False);
        await sandbox.DisposeAsync();

        Assert.That(async () => await rest, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task SlowBody_FakeClock_SendsAByteATick()
    {
        var clock = new FakeTimeProvider();
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.TimeProvider = clock);
        using var client = new SandboxClient(sandbox);
        var length = (await client.GetAsync(Profiles)).Response.Content.Headers.ContentLength!.Value;
        sandbox.Faults.Next(1, Fault.SlowBody(TimeSpan.FromSeconds(1)));

        var (slow, ticks) = (client.GetAsync(Profiles), 0L);
        for (; !slow.IsCompleted; ticks++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That((await slow).Body.GetArrayLength(), Is.EqualTo(3));
        Assert.That(ticks, Is.GreaterThanOrEqualTo(length));
    }

    [Test]
    public async Task Latency_FakeClock_AnswersWhenItHasPassed()
    {
        var clock = new FakeTimeProvider();
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.TimeProvider = clock);
        using var client = new SandboxClient(sandbox);
        var arrived = new TaskCompletionSource();
        sandbox.Faults.Next(1, Fault.Latency(TimeSpan.FromMinutes(5)), _ => arrived.TrySetResult());

        var waiting = client.GetAsync(Profiles);
        await arrived.Task;
        Assert.That(waiting.IsCompleted, Is.False);
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        Assert.That((await waiting).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task ContentType_Wrong_ComesWithTheRightBody()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.ContentType("text/plain"));

        var reply = await client.GetAsync(Profiles);

        Assert.That(reply.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/plain"));
    }

    [Test]
    public async Task GarbageJson_Read_DoesNotParse()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.GarbageJson());

        Assert.That(async () => await client.GetAsync(Profiles), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public async Task SkewedClock_Headers_AreOff()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.TimeProvider = clock);
        using var client = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.SkewedClock(TimeSpan.FromHours(-1)));

        var reply = await client.GetAsync(Profiles);

        Assert.That(reply.Response.Headers.Date, Is.EqualTo(clock.GetUtcNow().AddHours(-1)));
        Assert.That(reply.Header("X-RateLimit-Reset"), Is.EqualTo("1800000000"), "an hour's window less an hour");
    }

    [Test]
    public async Task Clear_Rules_AnswersWellAgain()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        sandbox.Faults.WithProbability(1, Fault.Status(500));
        var broken = await client.GetAsync(Profiles);

        sandbox.Faults.Clear();

        Assert.That(broken.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That((await client.GetAsync(Profiles)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Next_RefusedKey_MeetsNoFault()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var stranger = new SandboxClient(sandbox) { Key = "sk-arkforge-nobody" };
        sandbox.Faults.Next(1, Fault.Status(503));

        Assert.That((await stranger.GetAsync(Profiles)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(sandbox.Faults.Injected, Is.Zero);
    }

    [Test]
    public void Status_OutOfRangeOrUnsafe_Throws()
    {
        Assert.That(() => Fault.Status(200), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Fault.Status(503, retryAfter: "1\r\nX: y"), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Fault.Latency(TimeSpan.FromSeconds(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static async Task<(HttpStatusCode Status, string Body, bool Error)> RawAsync(ArkForgeSandbox sandbox)
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", sandbox.AdminKey);
        using var response = await http.GetAsync(Profiles, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var read = new MemoryStream();
        var error = false;
        try
        {
            await stream.CopyToAsync(read);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            error = true;
        }

        return (response.StatusCode, Encoding.UTF8.GetString(read.ToArray()), error);
    }
}

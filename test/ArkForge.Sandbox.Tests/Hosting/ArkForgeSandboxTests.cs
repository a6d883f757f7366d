using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Sandbox.Tests.Hosting;

public sealed class ArkForgeSandboxTests
{
    [Test]
    public async Task StartAsync_Twice_ListensOnTwoLoopbackPorts()
    {
        await using var first = await ArkForgeSandbox.StartAsync();
        await using var second = await ArkForgeSandbox.StartAsync();

        Assert.That(first.BaseAddress.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(second.BaseAddress.Port, Is.Not.EqualTo(first.BaseAddress.Port));
    }

    [TestCase(-1)]
    [TestCase(70000)]
    public void StartAsync_BadPort_Throws(int port) =>
        Assert.That(async () => await ArkForgeSandbox.StartAsync(o => o.Port = port), Throws.InstanceOf<ArgumentException>());

    [Test]
    public async Task StartAsync_InsideAnEntryPoint_IsNotTakenForItsHost()
    {
        using var watcher = new HostWatcher();

        await using var sandbox = await ArkForgeSandbox.StartAsync();

        Assert.That(watcher.Seen, Is.Empty);
    }

    [Test]
    public async Task DisposeAsync_OpenConnections_FreesThePort()
    {
        var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        await client.GetAsync("/health");
        await sandbox.DisposeAsync();
        await sandbox.DisposeAsync();

        await using var again = await ArkForgeSandbox.StartAsync(o => o.Port = sandbox.BaseAddress.Port);

        Assert.That(again.BaseAddress, Is.EqualTo(sandbox.BaseAddress));
    }

    [Test]
    public async Task Health_FakeClock_TellsItsTime()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.TimeProvider = clock);
        using var client = new SandboxClient(sandbox) { Key = null };
        clock.Advance(TimeSpan.FromSeconds(90));

        var reply = await client.GetAsync("/health");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Response.Headers.Date, Is.EqualTo(clock.GetUtcNow()));
            Assert.That(reply.Body.GetProperty("uptime").GetDouble(), Is.EqualTo(90));
            Assert.That(reply.Body.GetProperty("status").GetString(), Is.EqualTo("ok"));
            Assert.That(reply.Body.GetProperty("timestamp").GetString(), Does.EndWith("+00:00"));
        }
    }

    [TestCase("GET", "/nowhere", 404, "E_NOT_FOUND")]
    [TestCase("DELETE", "/health", 405, "E_METHOD_NOT_ALLOWED")]
    [TestCase("PUT", "/api/v1/keys", 405, "E_METHOD_NOT_ALLOWED")]
    public async Task Send_UnknownRoute_AnswersInJson(string method, string path, int status, string code)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);

        var reply = await client.SendAsync(new HttpMethod(method), path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)reply.Status, reply.Code), Is.EqualTo((status, code)));
            Assert.That(reply.Header("X-Request-Id"), Is.Not.Empty);
        }
    }

    [Test]
    public async Task Send_BodyOfOtherType_Is415()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        using var content = new StringContent("<a/>", new MediaTypeHeaderValue("text/xml"));

        var reply = await client.PostAsync("/api/v1/keys", content);

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "E_UNSUPPORTED_MEDIA_TYPE")));
    }

    [Test]
    public async Task Send_BodyTooLarge_Is413()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.MaxRequestBodySize = 100);
        using var client = new SandboxClient(sandbox);

        var reply = await client.PostAsync("/api/v1/keys", new { name = new string('a', 200) });

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "E_PAYLOAD_TOO_LARGE")));
    }

    [Test]
    public async Task Send_ContentTypeWithoutBody_IsNoError()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox);
        using var content = new ByteArrayContent([]) { Headers = { ContentType = new("application/json") } };

        var reply = await client.SendAsync(HttpMethod.Get, "/api/v1/portfolio/risk-profiles", content);

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Body.ValueKind, Is.EqualTo(JsonValueKind.Array));
    }
}

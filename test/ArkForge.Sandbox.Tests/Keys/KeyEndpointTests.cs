using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Sandbox.Tests.Keys;

public sealed class KeyEndpointTests
{
    private const string Path = "/api/v1/portfolio/risk-profiles";

    [Test]
    public async Task Create_Defaults_GivesAUsableKeyOnce()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);

        var created = await admin.PostAsync("/api/v1/keys", new { name = "Production" });

        var full = created.Body.GetProperty("apiKey").GetString()!;
        var id = created.Body.GetProperty("keyId").GetInt64();
        using var client = new SandboxClient(sandbox, full);
        var used = await client.GetAsync(Path);
        var details = (await admin.GetAsync($"/api/v1/keys/{id}")).Body;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(full, Does.Match("^sk-arkforge-[0-9a-f]{64}$"));
            Assert.That(created.Body.GetProperty("prefix").GetString(), Is.EqualTo(full[..16]));
            Assert.That(used.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(details.GetRawText(), Does.Not.Contain(full));
            Assert.That(details.GetProperty("scopes").Deserialize<string[]>(), Is.EqualTo(new[] { "read" }));
            Assert.That(
                details.GetProperty("expiresAt").GetDateTimeOffset() - details.GetProperty("createdAt").GetDateTimeOffset(),
                Is.EqualTo(TimeSpan.FromDays(365)).Within(TimeSpan.FromSeconds(5)));
        }
    }

    [Test]
    public async Task Details_AfterUse_CountsWhatHappened()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var (key, id) = await admin.CreateKeyAsync("read");
        using var client = new SandboxClient(sandbox, key);
        await client.GetAsync(Path);
        await client.GetAsync("/api/v1/keys");

        var details = (await admin.GetAsync($"/api/v1/keys/{id}")).Body;

        var usage = details.GetProperty("usage");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(usage.GetProperty("totalRequests").GetInt64(), Is.EqualTo(2));
            Assert.That(usage.GetProperty("successfulRequests").GetInt64(), Is.EqualTo(1));
            Assert.That(usage.GetProperty("failedRequests").GetInt64(), Is.EqualTo(1));
            Assert.That(usage.GetProperty("averageDuration").GetDouble(), Is.GreaterThan(0));
            Assert.That(details.GetProperty("lastUsedAt").GetDateTimeOffset(), Is.EqualTo(usage.GetProperty("lastRequestAt").GetDateTimeOffset()));
        }
    }

    [Test]
    public async Task Send_ExpiredKey_IsRefusedAtTheInstant()
    {
        var clock = new FakeTimeProvider();
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.TimeProvider = clock);
        using var admin = new SandboxClient(sandbox);
        var created = await admin.PostAsync("/api/v1/keys", new { name = "short", expires_in_days = 1 });
        using var client = new SandboxClient(sandbox, created.Body.GetProperty("apiKey").GetString());
        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        var before = await client.GetAsync(Path);
        clock.Advance(TimeSpan.FromTicks(1));

        var after = await client.GetAsync(Path);

        Assert.That(before.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((after.Status, after.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "E_EXPIRED_API_KEY")));
    }

    [Test]
    public async Task Revoke_Key_EndsItAtOnce()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var (key, id) = await admin.CreateKeyAsync("read");
        using var client = new SandboxClient(sandbox, key);
        await client.GetAsync(Path);

        var revoked = await admin.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", new { reason = "leaked" });
        var refused = await client.GetAsync(Path);
        var listed = (await admin.GetAsync("/api/v1/keys")).Body.EnumerateArray().Single(one => one.GetProperty("id").GetInt64() == id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(revoked.Body.GetProperty("revoked").GetBoolean(), Is.True);
            Assert.That(refused.Code, Is.EqualTo("E_INVALID_API_KEY"));
            Assert.That(listed.GetProperty("isActive").GetBoolean(), Is.False);
            Assert.That(listed.TryGetProperty("usage", out _), Is.False);
        }
    }

    [Test]
    public async Task Rotate_Key_ReplacesItOnce()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var (key, id) = await admin.CreateKeyAsync("read", "write");

        var rotated = await admin.PostAsync($"/api/v1/keys/{id}/rotate", null);
        var again = await admin.PostAsync($"/api/v1/keys/{id}/rotate", new { name = "x" });

        using var old = new SandboxClient(sandbox, key);
        using var fresh = new SandboxClient(sandbox, rotated.Body.GetProperty("apiKey").GetString());
        var details = (await admin.GetAsync($"/api/v1/keys/{rotated.Body.GetProperty("keyId")}")).Body;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await old.GetAsync(Path)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await fresh.GetAsync(Path)).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(details.GetProperty("name").GetString(), Is.EqualTo("test"));
            Assert.That(details.GetProperty("scopes").Deserialize<string[]>(), Is.EqualTo(new[] { "read", "write" }));
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        }
    }

    [Test]
    public async Task UpdateScopes_Key_ActsAtOnce()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var (key, id) = await admin.CreateKeyAsync("write");
        using var client = new SandboxClient(sandbox, key);
        var before = await client.GetAsync(Path);

        var updated = await admin.SendAsync(HttpMethod.Patch, $"/api/v1/keys/{id}/scopes", new { scopes = new[] { "read" } });
        var after = await client.GetAsync(Path);

        Assert.That(updated.Body.ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That((before.Status, after.Status), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.OK)));
    }

    [TestCase("""{}""", "name")]
    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"name":5}""", "name")]
    [TestCase("""{"name":"a","expiresInDays":0}""", "expiresInDays")]
    [TestCase("""{"name":"a","expires_in_days":366}""", "expiresInDays")]
    [TestCase("""{"name":"a","expiresInDays":1.5}""", "expiresInDays")]
    [TestCase("""{"name":"a","scopes":[]}""", "scopes")]
    [TestCase("""{"name":"a","scopes":["root"]}""", "scopes")]
    public async Task Create_BadBody_NamesTheField(string body, string field)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);

        var reply = await admin.PostAsync("/api/v1/keys", body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.BadRequest, "E_INVALID_PARAMETERS")));
            Assert.That(reply.Message, Does.StartWith(field));
            Assert.That(reply.Body.GetProperty("error").GetProperty("details").TryGetProperty(field, out _), Is.True);
        }
    }

    [TestCase("GET", "/api/v1/keys/999")]
    [TestCase("GET", "/api/v1/keys/abc")]
    [TestCase("DELETE", "/api/v1/keys/-1")]
    [TestCase("POST", "/api/v1/keys/999/rotate")]
    public async Task Send_UnknownId_IsNotFound(string method, string path)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);

        var reply = await admin.SendAsync(new HttpMethod(method), path);

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.NotFound, "E_NOT_FOUND")));
    }
}

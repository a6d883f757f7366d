using System.Net;
using ArkForge.Sandbox.Keys.Internal;

namespace ArkForge.Sandbox.Tests.Endpoints;

public sealed class AdmissionTests
{
    private static readonly object Portfolio = new { assets = new[] { "BTC", "ETH" }, riskProfile = "moderate" };

    [TestCase("GET", "/health", "", 200)]
    [TestCase("GET", "/api/v1/portfolio/risk-profiles", "read", 200)]
    [TestCase("GET", "/api/v1/portfolio/risk-profiles", "write", 403)]
    [TestCase("GET", "/api/v1/portfolio/risk-profiles", "admin", 403)]
    [TestCase("POST", "/api/v1/portfolio/optimize", "read", 200)]
    [TestCase("POST", "/api/v1/portfolio/optimize", "write", 200)]
    [TestCase("POST", "/api/v1/portfolio/optimize", "admin", 403)]
    [TestCase("POST", "/api/v1/portfolio/analyze", "admin", 403)]
    [TestCase("GET", "/api/v1/keys", "admin", 200)]
    [TestCase("GET", "/api/v1/keys", "read", 403)]
    [TestCase("GET", "/api/v1/keys/1", "write", 403)]
    [TestCase("POST", "/api/v1/keys", "read", 403)]
    [TestCase("DELETE", "/api/v1/keys/1", "read", 403)]
    [TestCase("POST", "/api/v1/keys/1/rotate", "write", 403)]
    [TestCase("PATCH", "/api/v1/keys/1/scopes", "write", 403)]
    public async Task Send_KeyWithScope_IsAdmittedByScopeOnly(string method, string path, string scope, int expected)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var key = scope.Length == 0 ? null : (await admin.CreateKeyAsync(scope)).Key;
        using var client = new SandboxClient(sandbox) { Key = key };

        var reply = await client.SendAsync(new HttpMethod(method), path, path.EndsWith("optimize", StringComparison.Ordinal) ? Portfolio : null);

        Assert.That((int)reply.Status, Is.EqualTo(expected));
        if (expected == 403)
            Assert.That(reply.Code, Is.EqualTo("E_FORBIDDEN"));
    }

    [TestCase(null, "E_UNAUTHORIZED")]
    [TestCase("sk-arkforge-0000", "E_INVALID_API_KEY")]
    [TestCase("x", "E_INVALID_API_KEY")]
    public async Task Send_BadKey_IsRefusedWithoutQuota(string? key, string code)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var client = new SandboxClient(sandbox) { Key = key };

        var reply = await client.GetAsync("/api/v1/keys");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(reply.Code, Is.EqualTo(code));
            Assert.That(reply.Header("X-RateLimit-Limit"), Is.Null);
            Assert.That(reply.Header("X-Request-Id"), Is.EqualTo(reply.Body.GetProperty("metadata").GetProperty("requestId").GetString()));
        }
    }

    [Test]
    public void Authenticate_KeyThatDiffersInTheLastCharacter_IsRefused()
    {
        var keys = new KeyService(new MemoryKeyStore(), TimeProvider.System);
        var (full, key) = keys.Create("test", Scopes.All, TimeProvider.System.GetUtcNow().AddDays(1));

        Assert.That(keys.Authenticate(full).Id, Is.EqualTo(key.Id));
        Assert.That(() => keys.Authenticate(full[..^1] + (full[^1] == '0' ? '1' : '0')), Throws.Exception);
    }
}

using System.Net;
using ArkForge.Sandbox.Endpoints.Internal;
using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Idempotency.Internal;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Sandbox.Tests.Idempotency;

public sealed class IdempotencyTests
{
    private const string Keys = "/api/v1/keys";
    private static readonly object Body = new { name = "once" };

    [TestCase("k-1", "k-1")]
    [TestCase("k-1", "\"k-1\"")]
    public async Task Post_SameKeyAndBody_ReplaysTheWholeAnswer(string first, string second)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);

        var original = await admin.PostAsync(Keys, Body, first);
        var replay = await admin.PostAsync(Keys, Body, second);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(replay.Status, Is.EqualTo(original.Status));
            Assert.That(replay.Body.GetRawText(), Is.EqualTo(original.Body.GetRawText()));
            Assert.That(original.Header("Idempotent-Replayed"), Is.Null);
            Assert.That(replay.Header("Idempotent-Replayed"), Is.EqualTo("true"));
            Assert.That((await admin.GetAsync(Keys)).Body.GetArrayLength(), Is.EqualTo(2), "the admin key and this one");
        }
    }

    [Test]
    public async Task Post_SameKeyOtherBody_Is422()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        await admin.PostAsync(Keys, Body, "k");

        var reply = await admin.PostAsync(Keys, new { name = "twice" }, "k");

        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "E_IDEMPOTENCY_KEY_REUSED")));
    }

    [Test]
    public async Task Post_SameKeyOtherRouteOrApiKey_IsAnotherCall()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        var (key, id) = await admin.CreateKeyAsync("admin");
        using var other = new SandboxClient(sandbox, key);
        await admin.PostAsync(Keys, Body, "k");

        var otherCaller = await other.PostAsync(Keys, Body, "k");
        var otherRoute = await admin.PostAsync($"/api/v1/keys/{id}/rotate", Body, "k");

        Assert.That(otherCaller.Header("Idempotent-Replayed"), Is.Null);
        Assert.That(otherRoute.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Post_RefusedFirst_IsNotRemembered()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);
        sandbox.Faults.Next(1, Fault.Status(503));
        var failed = await admin.PostAsync(Keys, Body, "k");

        var reply = await admin.PostAsync(Keys, Body, "k");

        Assert.That((failed.Status, reply.Status), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Created)));
        Assert.That(reply.Header("Idempotent-Replayed"), Is.Null);
    }

    [Test]
    public void Begin_FirstStillInProgress_IsConflict()
    {
        var ledger = new IdempotencyLedger(TimeProvider.System);
        var key = new IdempotencyKey(1, "POST /", "k");
        Assert.That(ledger.Begin(key, [1]), Is.Null);

        Assert.That(() => ledger.Begin(key, [1]), Throws.TypeOf<RefusalException>()
            .With.Property(nameof(RefusalException.Status)).EqualTo(409).And.Property(nameof(RefusalException.RetryAfter)).EqualTo("1"));
    }

    [Test]
    public void Begin_AfterADay_HasForgotten()
    {
        var clock = new FakeTimeProvider();
        var ledger = new IdempotencyLedger(clock);
        var key = new IdempotencyKey(1, "POST /", "k");
        ledger.Begin(key, [1]);
        ledger.Complete(key, new Answer(200, []));
        clock.Advance(IdempotencyLedger.Retention - TimeSpan.FromTicks(1));
        Assert.That(ledger.Begin(key, [1]), Is.Not.Null);
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.That(ledger.Begin(key, [1]), Is.Null);
    }

    [Test]
    public async Task Post_ManyAtOnceWithOneKey_HaveOneEffect()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        using var admin = new SandboxClient(sandbox);

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => admin.PostAsync(Keys, Body, "k")));

        Assert.That(replies.Select(reply => (int)reply.Status), Is.All.EqualTo(201).Or.EqualTo(409));
        Assert.That((await admin.GetAsync(Keys)).Body.GetArrayLength(), Is.EqualTo(2));
    }
}

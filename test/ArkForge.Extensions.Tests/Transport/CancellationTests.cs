using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Transport;

/// <summary>The caller's cancellation, in every stage of a call, comes back as such.</summary>
public sealed class CancellationTests
{
    private static readonly (string, string)[] UsedUp = [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "30")];

    [Test]
    public async Task Cancelled_BeforeTheCall_SendsNothing([Values] bool isAsync)
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network);

        await AssertCancelled(ApiCalls.GetHealth.RunAsync(client, isAsync, cancellationToken: cancellation.Token), cancellation.Token);

        Assert.That(network.Requests, Is.Empty);
    }

    [Test]
    public async Task Cancelled_InTheQuotaWait_LeavesAtOnce([Values] bool isAsync)
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new WaitlessTime();
        using var network = new StubHandler(() => Answers.Ok().With(UsedUp));
        using var client = new TestClient(network, clock: clock);
        await ApiCalls.GetHealth.RunAsync(client, isAsync);
        clock.OnWait = _ => cancellation.Cancel();

        await AssertCancelled(ApiCalls.GetHealth.RunAsync(client, isAsync, cancellationToken: cancellation.Token), cancellation.Token);

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancelled_InTheBackoff_LeavesAtOnce([Values] bool isAsync)
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new WaitlessTime { OnWait = _ => cancellation.Cancel() };
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError));
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: clock);

        await AssertCancelled(ApiCalls.GetHealth.RunAsync(client, isAsync, cancellationToken: cancellation.Token), cancellation.Token);

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancelled_InFlight_IsNotTriedAgain([Values] bool isAsync)
    {
        using var cancellation = new CancellationTokenSource();
        using var network = new StubHandler((_, _, token) =>
        {
            cancellation.Cancel();
            token.ThrowIfCancellationRequested();
            return Task.FromResult(Answers.Ok());
        });
        using var client = new TestClient(network, clock: new WaitlessTime());

        await AssertCancelled(ApiCalls.CreateKey.RunAsync(client, isAsync, cancellationToken: cancellation.Token), cancellation.Token);

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancelled_InTheBody_IsNotTriedAgain([Values] bool isAsync)
    {
        using var cancellation = new CancellationTokenSource();
        using var network = new StubHandler(() => new HttpResponseMessage { Content = new StreamContent(new ScriptedStream(_ => cancellation.Cancel())) });
        using var client = new TestClient(network, clock: new WaitlessTime());

        await AssertCancelled(ApiCalls.CreateKey.RunAsync(client, isAsync, cancellationToken: cancellation.Token), cancellation.Token);

        Assert.That(network.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancelled_TogetherWithATimeout_IsCancelled([Values] bool isAsync, [Values(60, 300)] int seconds)
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new WaitlessTime();
        using var network = new StubHandler((_, _, token) =>
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            cancellation.Cancel();
            token.ThrowIfCancellationRequested();
            return Task.FromResult(Answers.Ok());
        });
        using var client = new TestClient(network, clock: clock);

        await AssertCancelled(ApiCalls.CreateKey.RunAsync(client, isAsync, cancellationToken: cancellation.Token), cancellation.Token);
    }

    [Test]
    public async Task Cancelled_BySomebodyElse_IsANetworkFailure([Values] bool isAsync)
    {
        using var network = new StubHandler((_, _) => throw new OperationCanceledException("not the caller"));
        using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

        var error = await Thrown.ByAsync<ArkForgeNetworkException>(ApiCalls.CreateKey.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.InnerException, Is.InstanceOf<OperationCanceledException>());
            Assert.That(error.OutcomeUnknown, Is.True);
        }
    }

    private static async Task AssertCancelled(Task call, CancellationToken token)
    {
        var error = await Thrown.ByAsync<OperationCanceledException>(call);
        Assert.That(error.CancellationToken, Is.EqualTo(token));
    }
}

using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Transport;

/// <summary>What handlers of the application may do to a call.</summary>
public sealed class HandlerTests
{
    [Test]
    public async Task PerCallHandler_ThatThrows_FailsTheCallWithItsException([Values] bool isAsync)
    {
        var cause = new InvalidOperationException("broken handler");
        using var client = Client(_ => throw cause);

        var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.TypeOf<ArkForgeException>());
            Assert.That(error.InnerException, Is.SameAs(cause));
            Assert.That(error.Attempts, Is.Zero);
            Assert.That(error.Message, Is.EqualTo("GetHealth failed in a handler (InvalidOperationException)"));
        }
    }

    [Test]
    public async Task PerCallHandler_ThatTimesOutByItself_IsNotTheTotalTimeout([Values] bool isAsync)
    {
        using var client = Client(_ => throw new TimeoutException());

        var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        Assert.That((error.GetType(), error.IsTransient), Is.EqualTo((typeof(ArkForgeException), false)));
    }

    [Test]
    public async Task PerAttemptHandler_ThatChangesAHeaderValue_ChangesItForItsRequestOnly()
    {
        var isFirst = true;
        using var network = new StubHandler((request, _) =>
        {
            if (isFirst) request.Content!.Headers.ContentType!.CharSet = "latin1";
            isFirst = false;
            return Answers.Ok();
        });
        using var client = new TestClient(network);

        for (var i = 0; i < 2; i++) await Thrown.ByAsync<ArkForgeResponseException>(client.Keys.CreateKeyAsync(new() { Name = "Reports" }));

        Assert.That(network.Requests[1].Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
    }

    [Test]
    public async Task PerCallHandler_ThatThrowsOurException_IsBelieved([Values] bool isAsync)
    {
        var cause = new ArkForgeConflictException("mine");
        using var client = Client(_ => throw cause);

        var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        Assert.That(error, Is.SameAs(cause));
    }

    [Test]
    public async Task PerAttemptHandler_ThatThrows_IsNotTriedAgain([Values] bool isAsync)
    {
        var calls = 0;
        using var network = new StubHandler(Answers.Ok);
        using var client = new TestClient(network, build: builder => Add(builder, _ =>
        {
            calls++;
            throw new FormatException();
        }).AddPerAttemptHandler<ScriptedHandler>());

        var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        Assert.That((error.InnerException?.GetType(), calls, network.Requests.Count), Is.EqualTo((typeof(FormatException), 1, 0)));
    }

    [Test]
    public async Task PerCallHandler_ThatAnswersItself_IsRead([Values] bool isAsync)
    {
        using var client = Client(_ => Answers.Ok());

        var health = (HealthStatus?)await ApiCalls.GetHealth.RunAsync(client, isAsync);

        Assert.That(health!.Status, Is.EqualTo(ServiceStatus.Ok));
    }

    [Test]
    public async Task PerCallHandler_ThatAnswersItselfWithAnError_IsMappedLikeTheService([Values] bool isAsync)
    {
        using var client = Client(_ => StubHandler.Error(HttpStatusCode.TooManyRequests, "E_RATE_LIMIT").With(("Retry-After", "7")));

        var error = await Thrown.ByAsync<ArkForgeRateLimitException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Code, Is.EqualTo("E_RATE_LIMIT"));
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(error.RequestId, Is.EqualTo("req_body"));
            Assert.That(error.Attempts, Is.Zero);
        }
    }

    [Test]
    public async Task Client_Disposed_FailsAsANetworkFailure([Values] bool isAsync)
    {
        var client = Client(_ => throw new ObjectDisposedException("handler"));
        using (client)
        {
            var error = await Thrown.ByAsync<ArkForgeNetworkException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

            Assert.That(error.Message, Does.Contain("shut down"));
        }
    }

    [Test]
    public void HttpClient_UsedDirectly_SaysWhatToUseInstead()
    {
        using var client = new TestClient(new StubHandler(Answers.Ok));
        using var http = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("ArkForge");

        Assert.That(
            async () => await http.GetAsync(new Uri("http://localhost:3001/health")),
            Throws.InvalidOperationException.With.Message.Contains(nameof(IArkForgePortfolioClient)));
    }

    private static TestClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(
        new StubHandler(Answers.Ok), build: builder => Add(builder, answer).AddPerCallHandler<ScriptedHandler>());

    private static IArkForgeBuilder Add(IArkForgeBuilder builder, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        builder.Services.AddTransient(_ => new ScriptedHandler(answer));
        return builder;
    }

    private sealed class ScriptedHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : DelegatingHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}

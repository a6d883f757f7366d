using ArkForge.Extensions.Tests.Infrastructure;
using Polly.RateLimiting;

namespace ArkForge.Extensions.Tests.Errors;

/// <summary>Failures without a usable answer: which exception, and whether the call is tried again.</summary>
public sealed class NetworkFailureTests
{
    private static IEnumerable<TestCaseData> Failures =>
    [
        Row<ArkForgeDnsException>(HttpRequestError.NameResolutionError, 3),
        Row<ArkForgeConnectionException>(HttpRequestError.ConnectionError, 3),
        Row<ArkForgeConnectionException>(HttpRequestError.ProxyTunnelError, 3),
        Row<ArkForgeConnectionException>(HttpRequestError.ResponseEnded, 3),
        Row<ArkForgeConnectionException>(HttpRequestError.SecureConnectionError, 1),
        Row<ArkForgeConnectionException>(HttpRequestError.VersionNegotiationError, 1),
        Row<ArkForgeConnectionException>(HttpRequestError.UserAuthenticationError, 1),
        Row<ArkForgeResponseException>(HttpRequestError.InvalidResponse, 1),
        Row<ArkForgeResponseException>(HttpRequestError.HttpProtocolError, 1),
        Row<ArkForgeResponseException>(HttpRequestError.ConfigurationLimitExceeded, 1),
        new(new IOException("reset"), typeof(ArkForgeConnectionException), 3),
        new(new HttpIOException(HttpRequestError.ResponseEnded), typeof(ArkForgeConnectionException), 3),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task Failure_OfTheNetwork_BecomesTheException(Exception failure, Type exception, int requests)
    {
        foreach (var isAsync in (bool[])[true, false])
        {
            using var network = new StubHandler((_, _) => throw failure);
            using var client = new TestClient(network, TestOptions.RetriesOnly, clock: new WaitlessTime());

            var error = await Thrown.ByAsync<ArkForgeException>(ApiCalls.GetHealth.RunAsync(client, isAsync));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(error, Is.TypeOf(exception));
                Assert.That(error.InnerException, exception == typeof(ArkForgeResponseException) ? Is.Null : Is.SameAs(failure), "what may quote the wire is not chained");
                Assert.That(error.IsTransient, Is.EqualTo(requests > 1));
                Assert.That(network.Requests, Has.Count.EqualTo(requests));
            }
        }
    }

    [Test]
    public async Task Refusal_WithoutATime_HasNoRetryAfter()
    {
        using var network = new StubHandler((_, _) => throw new RateLimiterRejectedException());
        using var client = new TestClient(network);

        var error = await Thrown.ByAsync<ArkForgeRateLimitException>(client.Portfolio.GetHealthAsync());

        Assert.That((error.RetryAfter, error.Message), Is.EqualTo(((TimeSpan?)null, "The quota of the API key is used up and the wait for it is longer than allowed")));
    }

    private static TestCaseData Row<TException>(HttpRequestError error, int requests) =>
        new(new HttpRequestException(error), typeof(TException), requests) { TestName = $"{{m}}({error})" };
}

using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Errors.Internal;

namespace ArkForge.Extensions.Tests.Errors;

public sealed class FaultClassifierTests
{
    private static IEnumerable<TestCaseData> Exceptions =>
    [
        Row(Request(HttpRequestError.NameResolutionError), FaultClass.NotSent),
        Row(Request(HttpRequestError.ConnectionError), FaultClass.NotSent),
        Row(Request(HttpRequestError.ProxyTunnelError), FaultClass.NotSent),
        Row(Request(HttpRequestError.ResponseEnded), FaultClass.Ambiguous),
        Row(Request(HttpRequestError.SecureConnectionError), FaultClass.Deterministic),
        Row(Request(HttpRequestError.ConfigurationLimitExceeded), FaultClass.Deterministic),
        Row(Request(HttpRequestError.UserAuthenticationError), FaultClass.Deterministic),
        Row(Request(HttpRequestError.VersionNegotiationError), FaultClass.Deterministic),
        Row(Request(HttpRequestError.ExtendedConnectNotSupported), FaultClass.Deterministic),
        Row(Request(HttpRequestError.InvalidResponse), FaultClass.Deterministic),
        Row(Request(HttpRequestError.HttpProtocolError), FaultClass.Deterministic),
        Row(Request(HttpRequestError.Unknown), FaultClass.Ambiguous),
        Row(Request(HttpRequestError.Unknown, new InvalidOperationException()), FaultClass.Deterministic),
        Row(Request(HttpRequestError.Unknown, new AuthenticationException()), FaultClass.Deterministic),
        Row(Request(HttpRequestError.Unknown, new SocketException()), FaultClass.Ambiguous),
        Row(Request(HttpRequestError.Unknown, new IOException("reset", new SocketException())), FaultClass.Ambiguous),
        Row(Request(HttpRequestError.Unknown, new HttpIOException(HttpRequestError.ResponseEnded)), FaultClass.Ambiguous),
        Row(Request(HttpRequestError.Unknown, new HttpIOException(HttpRequestError.ConfigurationLimitExceeded)), FaultClass.Deterministic),
        Row(Request(HttpRequestError.Unknown, new HttpIOException(HttpRequestError.Unknown)), FaultClass.Ambiguous),
        // A body that breaks off or is torn in its chunks: the headers were sound, so the next one may be whole.
        Row(new HttpIOException(HttpRequestError.ResponseEnded), FaultClass.Ambiguous),
        Row(new HttpIOException(HttpRequestError.InvalidResponse), FaultClass.Ambiguous),
        Row(new HttpIOException(HttpRequestError.HttpProtocolError), FaultClass.Ambiguous),
        Row(new HttpIOException(HttpRequestError.Unknown), FaultClass.Ambiguous),
        Row(new HttpIOException(HttpRequestError.ConfigurationLimitExceeded), FaultClass.Deterministic),
        Row(new IOException(), FaultClass.Ambiguous),
        Row(new OperationCanceledException(), FaultClass.Ambiguous),
        Row(new TaskCanceledException(), FaultClass.Ambiguous),
        Row(new AttemptTimeoutException(ArkForgeTimeoutKind.Connect, TimeSpan.Zero, new IOException()), FaultClass.NotSent),
        Row(new AttemptTimeoutException(ArkForgeTimeoutKind.Attempt, TimeSpan.Zero, new IOException()), FaultClass.Ambiguous),
        Row(new UnreadableBodyException("", mayRecover: true), FaultClass.Ambiguous),
        Row(new UnreadableBodyException("", mayRecover: false), FaultClass.Deterministic),
        Row(new InvalidOperationException(), FaultClass.Deterministic),
    ];

    [TestCaseSource(nameof(Exceptions))]
    public void OfException_Each_IsOfItsClass(Exception exception, object expected) =>
        Assert.That(FaultClassifier.OfException(exception), Is.EqualTo(expected));

    [TestCase(200, null, false, "None")]
    [TestCase(204, "E_INTERNAL_ERROR", false, "None")]
    [TestCase(307, null, false, "Deterministic")]
    [TestCase(400, null, true, "Deterministic")]
    [TestCase(401, null, false, "Deterministic")]
    [TestCase(404, null, false, "Deterministic")]
    [TestCase(408, null, false, "Ambiguous")]
    [TestCase(409, null, false, "Deterministic")]
    [TestCase(409, null, true, "ToldToWait")]
    [TestCase(409, "E_IDEMPOTENCY_IN_PROGRESS", false, "ToldToWait")]
    [TestCase(409, "e_request_in_progress", false, "ToldToWait")]
    [TestCase(409, "E_CONFLICT", false, "Deterministic")]
    [TestCase(413, null, true, "Deterministic")]
    [TestCase(421, null, false, "Deterministic")]
    [TestCase(429, null, false, "ToldToWait")]
    [TestCase(429, null, true, "ToldToWait")]
    [TestCase(500, null, false, "Ambiguous")]
    [TestCase(500, null, true, "Ambiguous")]
    [TestCase(500, "E_SYNTHESIS_FAILED", false, "Ambiguous")]
    [TestCase(500, "E_RATE_LIMIT", false, "ToldToWait")]
    [TestCase(501, null, true, "Deterministic")]
    [TestCase(502, "E_TIMEGPT_TIMEOUT", false, "Ambiguous")]
    [TestCase(503, null, false, "Ambiguous")]
    [TestCase(503, null, true, "ToldToWait")]
    [TestCase(503, "E_SENTIMENT_FAILED", true, "ToldToWait")]
    [TestCase(504, null, false, "Ambiguous")]
    [TestCase(505, null, false, "Deterministic")]
    [TestCase(0, null, false, "Deterministic")]
    public void OfAnswer_Each_IsOfItsClass(int status, string? code, bool hasRetryAfter, string expected) =>
        Assert.That(FaultClassifier.OfAnswer((HttpStatusCode)status, code, hasRetryAfter), Is.EqualTo(Enum.Parse<FaultClass>(expected)));

    [TestCase(HttpRequestError.ConnectionError, false)]
    [TestCase(HttpRequestError.SecureConnectionError, false)]
    [TestCase(HttpRequestError.Unknown, true)]
    [TestCase(HttpRequestError.ResponseEnded, true)]
    [TestCase(HttpRequestError.InvalidResponse, true)]
    [TestCase(HttpRequestError.HttpProtocolError, true)]
    [TestCase(HttpRequestError.ConfigurationLimitExceeded, true)]
    public void LeavesOutcomeOpen_Each_IsTrueOnceTheRequestWasSent(HttpRequestError error, bool expected) =>
        Assert.That(FaultClassifier.LeavesOutcomeOpen(Request(error)), Is.EqualTo(expected));

    private static IEnumerable<TestCaseData> HostFailures =>
    [
        new(null, 200, false),
        new(null, 408, false),
        new(null, 429, false),
        new(null, 500, true),
        new(null, 503, true),
        new(null, 501, false),
        new(Request(HttpRequestError.ConnectionError), null, true),
        new(Request(HttpRequestError.NameResolutionError), null, true),
        new(Request(HttpRequestError.ResponseEnded), null, true),
        new(new IOException(), null, true),
        new(Request(HttpRequestError.SecureConnectionError), null, false),
        new(new AttemptTimeoutException(ArkForgeTimeoutKind.Attempt, TimeSpan.Zero, new IOException()), null, false),
        new(new OperationCanceledException(), null, false),
        new(new InvalidOperationException(), null, false),
    ];

    [TestCaseSource(nameof(HostFailures))]
    public void IsHostFailure_Each_CountsOnlyWhatSpeaksAgainstTheHost(Exception? exception, int? status, bool expected) =>
        Assert.That(FaultClassifier.IsHostFailure(exception, (HttpStatusCode?)status), Is.EqualTo(expected));

    private static HttpRequestException Request(HttpRequestError error, Exception? cause = null) => new(error, "It failed", cause);

    private static TestCaseData Row(Exception exception, FaultClass expected) => new(exception, expected)
    {
        TestName = $"{{m}}({exception.GetType().Name} {(exception as HttpRequestException)?.HttpRequestError ?? (exception as HttpIOException)?.HttpRequestError}, "
            + $"{exception.InnerException?.GetType().Name} {(exception.InnerException as HttpIOException)?.HttpRequestError}, {expected})",
    };
}

using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Errors.Internal;

/// <summary>Decides what a failed attempt says about trying again. Pure functions.</summary>
internal static class FaultClassifier
{
    private const string InProgress = "IN_PROGRESS";

    public static FaultClass OfAnswer(CallContext call) =>
        OfAnswer(call.Status.GetValueOrDefault(), call.Error?.Code, call.Observation?.RetryAfter is not null);

    public static FaultClass OfAnswer(HttpStatusCode status, string? code, bool hasRetryAfter)
    {
        if ((int)status is >= 200 and < 300) return FaultClass.None;
        if (status is HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported) return FaultClass.Deterministic;
        return ErrorCodes.KindOf(code, status) switch
        {
            ErrorKind.RateLimit => FaultClass.ToldToWait,
            ErrorKind.Conflict when hasRetryAfter || IsInProgress(code) => FaultClass.ToldToWait,
            ErrorKind.Service or ErrorKind.ForecastFailed or ErrorKind.SentimentFailed or ErrorKind.SynthesisFailed or ErrorKind.Timeout =>
                status == HttpStatusCode.ServiceUnavailable && hasRetryAfter ? FaultClass.ToldToWait : FaultClass.Ambiguous,
            _ => FaultClass.Deterministic,
        };
    }

    public static FaultClass OfException(Exception exception) => exception switch
    {
        AttemptTimeoutException { Kind: ArkForgeTimeoutKind.Connect } => FaultClass.NotSent,
        AttemptTimeoutException => FaultClass.Ambiguous,
        UnreadableBodyException body => body.MayRecover ? FaultClass.Ambiguous : FaultClass.Deterministic,
        HttpRequestException http => OfRequestException(http),
        // Of a body whose headers were sound: a bad chunk, a stream that was reset.
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => FaultClass.Ambiguous,
        HttpIOException io => OfRequestError(io.HttpRequestError, io),
        IOException => FaultClass.Ambiguous,
        // Cancelled under way: never tried again by the one who cancelled, but carried out or not, nobody knows.
        OperationCanceledException => FaultClass.Ambiguous,
        _ => FaultClass.Deterministic,
    };

    /// <summary>Whether the request certainly never left, so that it has cost nothing, whether it may be tried again or not.</summary>
    public static bool IsUnsent(Exception exception) =>
        exception is ApiKeyUnavailableException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
        || OfException(exception) == FaultClass.NotSent;

    /// <summary>Whether the service may have carried the request out: also where trying again would bring the same unusable answer.</summary>
    public static bool LeavesOutcomeOpen(Exception exception) => OfException(exception) == FaultClass.Ambiguous
        || exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded,
        };

    /// <summary>Whether a failure speaks against the host, so that it counts for the circuit breaker.</summary>
    public static bool IsHostFailure(Exception? exception, HttpStatusCode? status) => exception switch
    {
        // That the host does not offer an operation says nothing against the others.
        null => status >= HttpStatusCode.InternalServerError && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported),
        HttpRequestException or IOException => OfException(exception) is FaultClass.NotSent or FaultClass.Ambiguous,
        _ => false,
    };

    private static bool IsInProgress(string? code) => code?.Contains(InProgress, StringComparison.OrdinalIgnoreCase) == true;

    private static FaultClass OfRequestException(HttpRequestException exception) =>
        OfRequestError(exception.HttpRequestError, exception.InnerException);

    private static FaultClass OfRequestError(HttpRequestError error, Exception? cause) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => FaultClass.NotSent,
        HttpRequestError.ResponseEnded => FaultClass.Ambiguous,
        HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.UserAuthenticationError
            or HttpRequestError.VersionNegotiationError or HttpRequestError.ExtendedConnectNotSupported => FaultClass.Deterministic,
        // A torn connection comes as either of these two as well; what is not the transport's is the answer's form.
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => FaultClass.Deterministic,
        _ => cause switch
        {
            AuthenticationException => FaultClass.Deterministic,
            HttpIOException { HttpRequestError: not HttpRequestError.Unknown } io => OfRequestError(io.HttpRequestError, io.InnerException),
            // Without a cause it is a foreign transport that says no more than that there was no answer.
            null or IOException or SocketException => FaultClass.Ambiguous,
            _ => FaultClass.Deterministic,
        },
    };
}

using System.Net;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Diagnostics.Internal;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace ArkForge.Extensions.Errors.Internal;

/// <summary>The one place where a failed call becomes an <see cref="ArkForgeException"/>.</summary>
internal static class ErrorMap
{
    private static readonly Uri DefaultAddress = new(ArkForgeOptions.DefaultBaseUrl);

    /// <summary>The exception for an answer that is not a success.</summary>
    public static ArkForgeException FromAnswer(CallContext call, ReadOnlyMemory<byte> body)
    {
        var status = call.Status.GetValueOrDefault();
        var error = call.Error;
        var kind = ErrorCodes.KindOf(error?.Code, status);
        var info = InfoOf(call, FaultClassifier.OfAnswer(call)) with
        {
            Code = Redaction.Text(error?.Code),
            RequestId = Redaction.Text(error?.RequestId) ?? call.RequestId,
            RetryAfter = call.Observation?.RetryAfter,
            BodyExcerpt = Redaction.Excerpt(body, Redaction.MaxExcerptChars),
            Details = Redaction.Value(error?.Details),
        };
        var message = Redaction.Text(error?.Message) ?? Describe(status);
        return kind switch
        {
            ErrorKind.Validation => new ArkForgeValidationException(message, info, null, FieldFaults.Of(error)),
            ErrorKind.InvalidParameters => new ArkForgeInvalidParametersException(message, info, null, FieldFaults.Of(error)),
            ErrorKind.InvalidRiskProfile => new ArkForgeInvalidRiskProfileException(message, info, null, FieldFaults.Of(error)),
            ErrorKind.InvalidAssets => new ArkForgeInvalidAssetsException(message, info, null, FieldFaults.Of(error)),
            ErrorKind.Authentication => new ArkForgeAuthenticationException(message, info),
            ErrorKind.InvalidApiKey => new ArkForgeInvalidApiKeyException(message, info),
            ErrorKind.ExpiredApiKey => new ArkForgeExpiredApiKeyException(message, info),
            ErrorKind.Permission => new ArkForgePermissionException(message, info),
            ErrorKind.NotFound => new ArkForgeNotFoundException(message, info),
            ErrorKind.Conflict => new ArkForgeConflictException(message, info),
            ErrorKind.RateLimit => new ArkForgeRateLimitException(message, info),
            ErrorKind.Timeout => new ArkForgeTimeoutException(message, ArkForgeTimeoutKind.Service, info),
            ErrorKind.Service => new ArkForgeServiceException(message, info),
            ErrorKind.ForecastFailed => new ArkForgeForecastFailedException(message, info),
            ErrorKind.SentimentFailed => new ArkForgeSentimentFailedException(message, info),
            ErrorKind.SynthesisFailed => new ArkForgeSynthesisFailedException(message, info),
            _ when (int)status is >= 300 and < 400 => new ArkForgeResponseException(message, info),
            _ => new ArkForgeException(message, info),
        };
    }

    /// <summary>The exception for a successful answer whose body is not the contract's.</summary>
    public static ArkForgeException FromUnreadable(CallContext call, string fault, ReadOnlyMemory<byte> body) =>
        new ArkForgeResponseException($"The answer to {call.Operation.Name} cannot be read: {fault}", InfoOf(call, FaultClass.Deterministic) with
        {
            BodyExcerpt = Redaction.Excerpt(body, Redaction.MaxExcerptChars),
        });

    /// <summary>The exception for a call that ended without a usable answer.</summary>
    public static ArkForgeException FromFailure(CallContext call, Exception failure)
    {
        var info = InfoOf(call, FaultClassifier.OfException(failure));
        var name = call.Operation.Name;
        var cause = CauseOf(failure);
        return failure switch
        {
            ApiKeyUnavailableException => new ArkForgeAuthenticationException($"{failure.Message}; {Sent(call)}", info),
            RateLimiterRejectedException rejected => new ArkForgeRateLimitException(
                Wait("The quota of the API key is used up and the wait for it is longer than allowed", rejected.RetryAfter),
                info with { RetryAfter = rejected.RetryAfter, IsTransient = true }),
            BrokenCircuitException broken => new ArkForgeServiceException(
                Wait($"The service keeps failing, so the circuit breaker is open and {Sent(call)}", broken.RetryAfter),
                info with { RetryAfter = broken.RetryAfter, IsTransient = true }),
            AttemptTimeoutException { Kind: ArkForgeTimeoutKind.Connect } connect => new ArkForgeTimeoutException(
                $"No connection for {name} within {connect.Timeout:c}", ArkForgeTimeoutKind.Connect, info, cause),
            AttemptTimeoutException attempt => new ArkForgeTimeoutException(
                $"No whole answer to {name} within the attempt timeout of {attempt.Timeout:c}", ArkForgeTimeoutKind.Attempt, info, cause),
            TimeoutRejectedException => new ArkForgeTimeoutException(
                $"{name} did not succeed within the total timeout of {call.Total:c}", ArkForgeTimeoutKind.Total, info with { IsTransient = true }, cause),
            UnreadableBodyException => new ArkForgeResponseException(failure.Message, info),
            HttpRequestException http => FromRequestException(http, $"{name} at {Redaction.Address(call.Options.BaseUrl ?? DefaultAddress)}", info, cause),
            HttpIOException or IOException => new ArkForgeConnectionException($"The connection broke during {name}", info, cause),
            OperationCanceledException or ObjectDisposedException => new ArkForgeNetworkException(
                $"{name} was abandoned: the client is being shut down, or a handler cancelled it", info, cause),
            _ => new ArkForgeException($"{name} failed in a handler ({failure.GetType().Name})", info, cause),
        };
    }

    /// <summary>The exception for a successful call whose caller failed to take note of it.</summary>
    public static ArkForgeException FromCallback(CallContext call, Exception failure) => new(
        $"{call.Operation.Name} succeeded, but {nameof(ArkForgeRequestOptions.OnResponse)} threw {failure.GetType().Name}",
        InfoOf(call, FaultClass.Deterministic),
        CauseOf(failure));

    /// <summary>A failure as the cause of another; <see langword="null"/> where its text, or that of its own cause, may quote the wire or a key.</summary>
    public static Exception? CauseOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            // The platform quotes the line that it could not understand.
            var error = (cause as HttpRequestException)?.HttpRequestError ?? (cause as HttpIOException)?.HttpRequestError;
            if (error is HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded) return null;
        }

        var text = failure.ToString();
        return Redaction.Text(text) == text ? failure : null;
    }

    private static ArkForgeException FromRequestException(
        HttpRequestException failure, string at, ArkForgeErrorInfo info, Exception? cause) => failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new ArkForgeDnsException($"The host's name could not be resolved, for {at}", info, cause),
            HttpRequestError.SecureConnectionError => new ArkForgeConnectionException(
                $"No secure connection (TLS) for {at}: the certificate is not trusted, or the service does not speak TLS", info, cause),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
                new ArkForgeResponseException($"What answered {at} is not valid HTTP, or exceeds a bound", info, cause),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => new ArkForgeConnectionException($"The service cannot be reached, for {at}", info, cause),
            _ => new ArkForgeConnectionException($"The connection broke during {at}", info, cause),
        };

    private static ArkForgeErrorInfo InfoOf(CallContext call, FaultClass fault) => new()
    {
        StatusCode = call.Status,
        RequestId = call.RequestId,
        Attempts = call.Attempts,
        Elapsed = call.Elapsed,
        IdempotencyKey = call.IdempotencyKey,
        IsTransient = fault is FaultClass.NotSent or FaultClass.Ambiguous or FaultClass.ToldToWait,
        // Where the service said success and the call failed all the same, what it was asked to do is done.
        OutcomeUnknown = call.Operation.IsWrite && (call.WasAmbiguous || (int?)call.Status is >= 200 and < 300),
        Quota = call.Quota,
    };

    private static string Sent(CallContext call) => call.Attempts == 0 ? "nothing was sent" : "there is no further attempt";

    private static string Wait(string problem, TimeSpan? retryAfter) =>
        retryAfter is { } wait ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{problem}; try again in {wait.TotalSeconds:0.#} s") : problem;

    private static string Describe(HttpStatusCode status) => (int)status is >= 300 and < 400
        ? $"The service answered {(int)status}, a redirect; redirects are not followed, so set BaseUrl to the final address"
        : $"The service answered {(int)status} ({status})";
}

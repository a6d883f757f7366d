using System.Collections.Frozen;
using System.Net;

namespace ArkForge.Extensions.Errors.Internal;

/// <summary>The one map from an error answer's code and status to its meaning. The code decides first, then the status.</summary>
internal static class ErrorCodes
{
    private static readonly FrozenDictionary<string, ErrorKind> ByCode = new Dictionary<string, ErrorKind>
    {
        ["E_INVALID_PARAMETERS"] = ErrorKind.InvalidParameters,
        ["E_INVALID_VAULT"] = ErrorKind.Validation,
        ["E_INVALID_RISK"] = ErrorKind.InvalidRiskProfile,
        ["E_INVALID_ASSETS"] = ErrorKind.InvalidAssets,
        ["E_UNAUTHORIZED"] = ErrorKind.Authentication,
        ["E_INVALID_API_KEY"] = ErrorKind.InvalidApiKey,
        ["E_EXPIRED_API_KEY"] = ErrorKind.ExpiredApiKey,
        ["E_RATE_LIMIT"] = ErrorKind.RateLimit,
        ["E_RATE_LIMIT_EXCEEDED"] = ErrorKind.RateLimit,
        ["E_TIMEGPT_TIMEOUT"] = ErrorKind.ForecastFailed,
        ["E_TIMEGPT_API_ERROR"] = ErrorKind.ForecastFailed,
        ["E_SENTIMENT_FAILED"] = ErrorKind.SentimentFailed,
        ["E_SYNTHESIS_FAILED"] = ErrorKind.SynthesisFailed,
        ["E_WORKFLOW_ERROR"] = ErrorKind.Service,
        ["E_INTERNAL_ERROR"] = ErrorKind.Service,
        ["E_TIMEOUT"] = ErrorKind.Timeout,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static ErrorKind KindOf(string? code, HttpStatusCode status) =>
        code is not null && ByCode.TryGetValue(code, out var kind) ? kind : KindOf(status);

    private static ErrorKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => ErrorKind.Validation,
        HttpStatusCode.Unauthorized => ErrorKind.Authentication,
        HttpStatusCode.Forbidden => ErrorKind.Permission,
        HttpStatusCode.NotFound => ErrorKind.NotFound,
        HttpStatusCode.Conflict => ErrorKind.Conflict,
        HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => ErrorKind.Timeout,
        HttpStatusCode.TooManyRequests => ErrorKind.RateLimit,
        >= HttpStatusCode.InternalServerError => ErrorKind.Service,
        _ => ErrorKind.Other,
    };
}

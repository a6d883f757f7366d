namespace ArkForge.Sandbox.Errors.Internal;

internal static class ErrorCodes
{
    public const string InvalidParameters = "E_INVALID_PARAMETERS";
    public const string InvalidRisk = "E_INVALID_RISK";
    public const string InvalidAssets = "E_INVALID_ASSETS";
    public const string Unauthorized = "E_UNAUTHORIZED";
    public const string InvalidApiKey = "E_INVALID_API_KEY";
    public const string ExpiredApiKey = "E_EXPIRED_API_KEY";
    public const string Forbidden = "E_FORBIDDEN";
    public const string NotFound = "E_NOT_FOUND";
    public const string MethodNotAllowed = "E_METHOD_NOT_ALLOWED";
    public const string Conflict = "E_CONFLICT";
    public const string PayloadTooLarge = "E_PAYLOAD_TOO_LARGE";
    public const string UnsupportedMediaType = "E_UNSUPPORTED_MEDIA_TYPE";
    public const string RateLimitExceeded = "E_RATE_LIMIT_EXCEEDED";
    public const string IdempotencyInProgress = "E_IDEMPOTENCY_IN_PROGRESS";
    public const string IdempotencyKeyReused = "E_IDEMPOTENCY_KEY_REUSED";
    public const string ForecastFailed = "E_TIMEGPT_API_ERROR";
    public const string SentimentFailed = "E_SENTIMENT_FAILED";
    public const string Timeout = "E_TIMEOUT";
    public const string Internal = "E_INTERNAL_ERROR";

    /// <summary>The code that the contract's service would send with a status.</summary>
    public static string For(int status) => status switch
    {
        401 => Unauthorized,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
        409 => Conflict,
        413 => PayloadTooLarge,
        415 => UnsupportedMediaType,
        429 => RateLimitExceeded,
        502 => ForecastFailed,
        503 => SentimentFailed,
        504 => Timeout,
        >= 500 => Internal,
        _ => InvalidParameters,
    };
}

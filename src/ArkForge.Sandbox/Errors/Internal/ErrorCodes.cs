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
    public const string Internal = "E_INTERNAL_ERROR";
}

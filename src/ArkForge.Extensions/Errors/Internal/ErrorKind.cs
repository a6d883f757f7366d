namespace ArkForge.Extensions.Errors.Internal;

/// <summary>What an error answer means, and so which exception it becomes.</summary>
internal enum ErrorKind
{
    Other,
    Validation,
    InvalidParameters,
    InvalidRiskProfile,
    InvalidAssets,
    Authentication,
    InvalidApiKey,
    ExpiredApiKey,
    Permission,
    NotFound,
    Conflict,
    RateLimit,
    Timeout,
    Service,
    ForecastFailed,
    SentimentFailed,
    SynthesisFailed,
}

namespace ArkForge.Extensions;

/// <summary>The quota of the API key is used up: the service answered 429, or waiting for a permit would take longer than allowed. <see cref="ArkForgeException.RetryAfter"/> says when to come back.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeRateLimitException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeException(message, info, innerException);

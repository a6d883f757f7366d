namespace ArkForge.Extensions;

/// <summary>The API key has expired (<c>E_EXPIRED_API_KEY</c>). Not retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeExpiredApiKeyException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeAuthenticationException(message, info, innerException);

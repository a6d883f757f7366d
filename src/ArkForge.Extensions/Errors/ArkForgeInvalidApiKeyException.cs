namespace ArkForge.Extensions;

/// <summary>The API key is not known to the service (<c>E_INVALID_API_KEY</c>). Not retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeInvalidApiKeyException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeAuthenticationException(message, info, innerException);

namespace ArkForge.Extensions;

/// <summary>The service did not accept the API key (401), or the key could not be obtained. Not retried, unless a newer key is there.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public class ArkForgeAuthenticationException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeException(message, info, innerException);

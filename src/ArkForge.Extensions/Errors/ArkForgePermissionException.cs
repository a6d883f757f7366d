namespace ArkForge.Extensions;

/// <summary>The API key lacks the scope for this call (403). Not retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgePermissionException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeAuthenticationException(message, info, innerException);

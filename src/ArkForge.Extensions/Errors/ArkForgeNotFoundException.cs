namespace ArkForge.Extensions;

/// <summary>What the call names does not exist (404). Not retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeNotFoundException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeException(message, info, innerException);

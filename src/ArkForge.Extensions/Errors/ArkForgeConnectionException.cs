namespace ArkForge.Extensions;

/// <summary>The connection could not be made, broke, or is not trusted. Retried, except for an untrusted certificate.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeConnectionException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeNetworkException(message, info, innerException);

namespace ArkForge.Extensions;

/// <summary>The host's name could not be resolved. Retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeDnsException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeNetworkException(message, info, innerException);

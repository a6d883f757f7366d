namespace ArkForge.Extensions;

/// <summary>The service failed (5xx), or keeps failing so that the circuit breaker is open. Retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public class ArkForgeServiceException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeException(message, info, innerException);

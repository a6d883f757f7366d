namespace ArkForge.Extensions;

/// <summary>The call conflicts with the state of the service (409), such as one with the same idempotency key still in progress.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeConflictException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeException(message, info, innerException);

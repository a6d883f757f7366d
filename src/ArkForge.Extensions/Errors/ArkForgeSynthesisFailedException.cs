namespace ArkForge.Extensions;

/// <summary>The service's language model failed (<c>E_SYNTHESIS_FAILED</c>). Retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeSynthesisFailedException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeServiceException(message, info, innerException);

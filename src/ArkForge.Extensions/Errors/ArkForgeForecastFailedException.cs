namespace ArkForge.Extensions;

/// <summary>The service's forecast failed (<c>E_TIMEGPT_TIMEOUT</c>, <c>E_TIMEGPT_API_ERROR</c>). Retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeForecastFailedException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeServiceException(message, info, innerException);

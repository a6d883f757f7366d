namespace ArkForge.Extensions;

/// <summary>The service's sentiment analysis failed (<c>E_SENTIMENT_FAILED</c>). Retried.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeSentimentFailedException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeServiceException(message, info, innerException);

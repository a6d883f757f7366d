namespace ArkForge.Extensions;

/// <summary>The service does not know the risk profile (<c>E_INVALID_RISK</c>). Not retried.</summary>
/// <inheritdoc cref="ArkForgeValidationException(string, ArkForgeErrorInfo?, Exception?, IReadOnlyDictionary{string, string[]}?)"/>
public sealed class ArkForgeInvalidRiskProfileException(
    string message,
    ArkForgeErrorInfo? info = null,
    Exception? innerException = null,
    IReadOnlyDictionary<string, string[]>? errors = null)
    : ArkForgeValidationException(message, info, innerException, errors);

namespace ArkForge.Extensions;

/// <summary>The service does not accept an asset of the request (<c>E_INVALID_ASSETS</c>). Not retried.</summary>
/// <inheritdoc cref="ArkForgeValidationException(string, ArkForgeErrorInfo?, Exception?, IReadOnlyDictionary{string, string[]}?)"/>
public sealed class ArkForgeInvalidAssetsException(
    string message,
    ArkForgeErrorInfo? info = null,
    Exception? innerException = null,
    IReadOnlyDictionary<string, string[]>? errors = null)
    : ArkForgeValidationException(message, info, innerException, errors);

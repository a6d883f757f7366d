namespace ArkForge.Extensions;

/// <summary>The service refused a parameter of the request (<c>E_INVALID_PARAMETERS</c>). Not retried.</summary>
/// <inheritdoc cref="ArkForgeValidationException(string, ArkForgeErrorInfo?, Exception?, IReadOnlyDictionary{string, string[]}?)"/>
public sealed class ArkForgeInvalidParametersException(
    string message,
    ArkForgeErrorInfo? info = null,
    Exception? innerException = null,
    IReadOnlyDictionary<string, string[]>? errors = null)
    : ArkForgeValidationException(message, info, innerException, errors);

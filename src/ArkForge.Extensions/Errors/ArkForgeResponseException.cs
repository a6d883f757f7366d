namespace ArkForge.Extensions;

/// <summary>An answer came but cannot be used: not the contract's JSON, too large, an unknown content coding, or a redirect. The message names the place, never the content.</summary>
/// <inheritdoc cref="ArkForgeException(string, ArkForgeErrorInfo?, Exception?)"/>
public sealed class ArkForgeResponseException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : ArkForgeException(message, info, innerException);

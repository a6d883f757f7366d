namespace ArkForge.Extensions;

/// <summary>Time ran out: the service's own, an attempt's, or the call's. Retried, as long as the call's time lasts.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="kind">Whose time ran out.</param>
/// <param name="info">What is known about the call; <see langword="null"/> for nothing.</param>
/// <param name="innerException">The cause, if another exception was.</param>
public sealed class ArkForgeTimeoutException(
    string message,
    ArkForgeTimeoutKind kind = ArkForgeTimeoutKind.Service,
    ArkForgeErrorInfo? info = null,
    Exception? innerException = null)
    : ArkForgeException(message, info, innerException)
{
    /// <summary>Whose time ran out.</summary>
    public ArkForgeTimeoutKind Kind { get; } = kind;
}

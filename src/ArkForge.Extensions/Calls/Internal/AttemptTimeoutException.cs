using Polly.Timeout;

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>An attempt, as opposed to the whole call, ran out of time.</summary>
internal sealed class AttemptTimeoutException(ArkForgeTimeoutKind kind, TimeSpan timeout, Exception innerException)
    : TimeoutRejectedException("The attempt ran out of time", timeout, innerException)
{
    public ArkForgeTimeoutKind Kind => kind;
}

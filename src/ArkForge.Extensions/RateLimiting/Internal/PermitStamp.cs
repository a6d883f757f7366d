namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>When a permit was taken, in the limiter's own order of events.</summary>
/// <param name="Sequence">Number of the permit; later permits have larger numbers.</param>
/// <param name="LossesBefore">How many calls had been lost by then: an answer to this permit settles what became of them.</param>
internal readonly record struct PermitStamp(long Sequence, long LossesBefore);

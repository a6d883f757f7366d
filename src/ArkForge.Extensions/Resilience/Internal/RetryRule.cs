using ArkForge.Extensions.Errors.Internal;

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>Decides whether there is another attempt, when, and at what cost. A pure function; the budget has its say afterwards.</summary>
internal static class RetryRule
{
    /// <summary>The wait and the price of the next attempt; <see langword="null"/> for none.</summary>
    /// <param name="fault">What the failed attempt says about trying again.</param>
    /// <param name="isImmediate">Whether the cause is known to be gone: a stale connection, an outdated key.</param>
    /// <param name="attempts">How many attempts there have been.</param>
    /// <param name="retryAfter">What the service asked for, if it did.</param>
    /// <param name="remaining">What is left of the call's time.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">A number from 0 to 1 for the jitter.</param>
    public static (TimeSpan Delay, int Cost)? Decide(
        FaultClass fault, bool isImmediate, int attempts, TimeSpan? retryAfter, TimeSpan remaining, ArkForgeRetryOptions options, double random)
    {
        if (attempts >= options.MaxAttempts) return null;
        if (isImmediate) return (TimeSpan.Zero, RetryBudget.RetryCost);
        if (fault is FaultClass.None or FaultClass.Deterministic) return null;
        var delay = RetryDelay.Of(Math.Max(1, attempts), options, retryAfter, random);
        // A wait that cannot end in time would only hide the answer, and its Retry-After, behind a timeout.
        if (delay >= remaining) return null;
        return (delay, fault == FaultClass.ToldToWait ? RetryBudget.ToldToWaitCost : RetryBudget.RetryCost);
    }
}

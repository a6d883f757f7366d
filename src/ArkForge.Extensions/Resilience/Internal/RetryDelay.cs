namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>How long to wait before the next attempt. Pure functions.</summary>
internal static class RetryDelay
{
    /// <summary>Added to what the service asked for: timers fire a few milliseconds early.</summary>
    public static readonly TimeSpan Pad = TimeSpan.FromMilliseconds(25);

    private const int MaxDoublings = 30;
    private const double LeastJitter = 0.5;

    /// <summary>The delay after a failed attempt: <c>min(BaseDelay x 2^(n-1), MaxDelay)</c>, jittered, or the longer Retry-After, padded.</summary>
    /// <param name="attempt">The number n of the attempt that failed, from 1.</param>
    /// <param name="options">The settings.</param>
    /// <param name="retryAfter">What the service asked for, if it did.</param>
    /// <param name="random">A number from 0 to 1 for the jitter.</param>
    public static TimeSpan Of(int attempt, ArkForgeRetryOptions options, TimeSpan? retryAfter, double random)
    {
        var ticks = Math.Min(options.BaseDelay.Ticks * (double)(1L << Math.Min(attempt - 1, MaxDoublings)), options.MaxDelay.Ticks);
        if (options.UseJitter) ticks *= LeastJitter + ((1 - LeastJitter) * random);
        var computed = TimeSpan.FromTicks((long)ticks);
        return retryAfter + Pad is { } asked && asked > computed ? asked : computed;
    }
}

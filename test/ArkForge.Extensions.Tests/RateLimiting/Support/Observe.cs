namespace ArkForge.Extensions.Tests.RateLimiting.Support;

/// <summary>Answers, as the limiter sees them.</summary>
internal static class Observe
{
    private static readonly DateTimeOffset Epoch = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An answer with quota headers.</summary>
    /// <param name="limit">Calls per window.</param>
    /// <param name="remaining">Calls left.</param>
    /// <param name="reset">Seconds until the window ends.</param>
    /// <param name="window">Which window the service counted the call in.</param>
    public static QuotaObservation Quota(int limit, int remaining, double reset = 60, int window = 0) => new()
    {
        Limit = limit,
        Remaining = remaining,
        UntilReset = TimeSpan.FromSeconds(reset),
        ServerResetsAt = Epoch.AddMinutes(window),
        ObservedAt = Epoch,
    };

    /// <summary>An answer without quota headers.</summary>
    public static QuotaObservation Nothing => new() { ObservedAt = Epoch };

    /// <summary>A refusal without quota headers.</summary>
    public static QuotaObservation Throttled(double? retryAfter = null) => new()
    {
        IsThrottled = true,
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        ObservedAt = Epoch,
    };
}

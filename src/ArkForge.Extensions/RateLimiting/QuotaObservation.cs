namespace ArkForge.Extensions;

/// <summary>What one answer of the service says about the quota: the input of an <see cref="IArkForgeQuotaStore"/>.</summary>
/// <remarks>
/// Either all of <see cref="Limit"/>, <see cref="Remaining"/>, <see cref="UntilReset"/> and <see cref="ServerResetsAt"/> are meaningful
/// (<see cref="HasQuota"/>) or none is: an incomplete or contradictory set of headers counts as no headers at all.
/// </remarks>
public readonly record struct QuotaObservation
{
    /// <summary>Whether the answer bore a complete and plausible set of quota headers.</summary>
    public bool HasQuota => Limit > 0;

    /// <summary>Calls granted per window.</summary>
    /// <value>1 to 1,000,000,000 calls; 0 when the answer bore no quota.</value>
    public int Limit { get; init; }

    /// <summary>Calls left in the window after this one was counted.</summary>
    /// <value>0 to <see cref="Limit"/> calls.</value>
    public int Remaining { get; init; }

    /// <summary>Time from the answer to the end of the window.</summary>
    /// <value>0 to 24 hours, in whole seconds as the headers are: the true end may lie up to a second later.</value>
    public TimeSpan UntilReset { get; init; }

    /// <summary>The end of the window by the service's own clock: the same for all answers of one window.</summary>
    /// <remarks>Use it to tell windows apart, never to wait: the service's clock may be hours off this machine's.</remarks>
    public DateTimeOffset ServerResetsAt { get; init; }

    /// <summary>Length of a whole window, where the service publishes it (<c>w</c> in <c>RateLimit-Policy</c>).</summary>
    /// <value><see langword="null"/> when not said; otherwise above zero, at most 24 hours.</value>
    public TimeSpan? Window { get; init; }

    /// <summary>How long the service asks callers to stay away.</summary>
    /// <value><see langword="null"/> when not said; otherwise 0 to 24 hours.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the service refused the call for lack of quota (status 429).</summary>
    public bool IsThrottled { get; init; }

    /// <summary>When the answer was read, by this machine's clock.</summary>
    public DateTimeOffset ObservedAt { get; init; }

    /// <summary>The quota as callers see it.</summary>
    /// <returns>The snapshot, or <see langword="null"/> when the answer bore no quota.</returns>
    public QuotaSnapshot? ToSnapshot() => HasQuota
        ? new() { Limit = Limit, Remaining = Remaining, UntilReset = UntilReset, ResetsAt = ObservedAt + UntilReset }
        : null;
}

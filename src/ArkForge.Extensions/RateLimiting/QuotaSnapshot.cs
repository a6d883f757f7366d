namespace ArkForge.Extensions;

/// <summary>What the service said about the quota of the API key when it answered.</summary>
/// <remarks>
/// The quota belongs to the key, not to this process: other clients that use the same key spend it too, so
/// <see cref="Remaining"/> is an upper bound as soon as the snapshot has been taken.
/// </remarks>
public sealed record QuotaSnapshot
{
    /// <summary>Calls granted per window.</summary>
    /// <value>1 to 1,000,000,000 calls.</value>
    public required int Limit { get; init; }

    /// <summary>Calls left in the window when the service answered.</summary>
    /// <value>0 to <see cref="Limit"/> calls.</value>
    public required int Remaining { get; init; }

    /// <summary>When the window ends and the quota is replenished, by this machine's clock.</summary>
    /// <value>
    /// Exact to about a second, as the headers are. The difference between the service's clock and this machine's is taken out
    /// with the help of the answer's <c>Date</c> header.
    /// </value>
    public required DateTimeOffset ResetsAt { get; init; }

    /// <summary>What was left of the window when the service answered.</summary>
    /// <value>0 to 24 hours; anything longer is cut to 24 hours.</value>
    public required TimeSpan UntilReset { get; init; }
}

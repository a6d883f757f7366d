using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace ArkForge.Extensions;

/// <summary>The permit for one attempt, or the refusal of one.</summary>
/// <remarks>
/// Take one lease per request on the wire and end it exactly once: with <see cref="Report"/> when the service answered, with
/// <see cref="ReturnUnused"/> when the request certainly never left, and with <see cref="RateLimitLease.Dispose()"/> in every other
/// case (the service may or may not have counted the request). Whatever comes second does nothing, so that disposing of a
/// reported lease is safe.
/// </remarks>
public abstract class QuotaLease : RateLimitLease
{
    private static readonly string[] RetryAfterOnly = [MetadataName.RetryAfter.Name];

    /// <summary>When trying again can succeed, counted from the refusal.</summary>
    /// <value><see langword="null"/> for an acquired lease, and where nothing is known.</value>
    public virtual TimeSpan? RetryAfter => null;

    /// <summary>How long the caller waited for this lease.</summary>
    /// <value>Zero when no wait was needed.</value>
    public virtual TimeSpan Waited => TimeSpan.Zero;

    /// <summary>What was known of the quota when the lease was refused.</summary>
    /// <value><see langword="null"/> for an acquired lease, and where nothing is known.</value>
    public virtual QuotaSnapshot? Quota => null;

    /// <inheritdoc/>
    public override IEnumerable<string> MetadataNames => RetryAfter is null ? [] : RetryAfterOnly;

    /// <summary>Ends the lease with the service's answer and lets the store learn from it.</summary>
    /// <param name="observation">What the answer says about the quota; without quota headers, pass it all the same.</param>
    public abstract void Report(in QuotaObservation observation);

    /// <summary>Ends the lease of a request that certainly never left this machine, and gives its permit back.</summary>
    /// <remarks>Without an override the permit counts as spent, as after <see cref="RateLimitLease.Dispose()"/>.</remarks>
    public virtual void ReturnUnused() => Dispose();

    /// <inheritdoc/>
    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? RetryAfter : null;
        return metadata is not null;
    }
}

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>A lease of no permits: says only whether one could be had.</summary>
internal sealed class EmptyLease(bool isAcquired) : QuotaLease
{
    /// <inheritdoc/>
    public override bool IsAcquired => isAcquired;

    /// <inheritdoc/>
    public override void Report(in QuotaObservation observation)
    {
    }
}

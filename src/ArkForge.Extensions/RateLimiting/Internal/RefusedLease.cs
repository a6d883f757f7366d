namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>A permit that was not granted, and when to ask again.</summary>
internal sealed class RefusedLease(TimeSpan? retryAfter, TimeSpan waited, QuotaSnapshot? quota) : QuotaLease
{
    /// <inheritdoc/>
    public override bool IsAcquired => false;

    /// <inheritdoc/>
    public override TimeSpan? RetryAfter => retryAfter;

    /// <inheritdoc/>
    public override TimeSpan Waited => waited;

    /// <inheritdoc/>
    public override QuotaSnapshot? Quota => quota;

    /// <inheritdoc/>
    public override void Report(in QuotaObservation observation)
    {
    }
}

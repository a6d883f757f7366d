namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>A permit that was granted.</summary>
internal sealed class PermitLease(ServerGuidedRateLimiter limiter, PermitStamp stamp, TimeSpan waited) : QuotaLease
{
    private int _ended;

    /// <inheritdoc/>
    public override bool IsAcquired => true;

    /// <inheritdoc/>
    public override TimeSpan Waited => waited;

    /// <inheritdoc/>
    public override void Report(in QuotaObservation observation)
    {
        if (End())
            limiter.Answer(stamp, observation);
    }

    /// <inheritdoc/>
    public override void ReturnUnused()
    {
        if (End())
            limiter.Return();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && End())
            limiter.Lose();

        base.Dispose(disposing);
    }

    private bool End() => Interlocked.Exchange(ref _ended, 1) == 0;
}

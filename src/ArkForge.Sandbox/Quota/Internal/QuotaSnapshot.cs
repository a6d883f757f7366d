namespace ArkForge.Sandbox.Quota.Internal;

/// <summary>A key's quota just after one request asked for its share.</summary>
internal readonly record struct QuotaSnapshot(bool Granted, int Limit, int Remaining, DateTimeOffset ResetsAt)
{
    /// <summary>Rounded up: a client that waits until then finds the window over.</summary>
    public long ResetUnixSeconds => (ResetsAt.ToUnixTimeMilliseconds() + 999) / 1000;
}

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>What has been decided about one call's retries so far.</summary>
internal sealed class RetryState
{
    /// <summary>What the call's last retry took from the budget; 0 before the first.</summary>
    public int LastCost { get; set; }

    /// <summary>How long to wait before the attempt that was decided on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether the one free retry on a fresh connection, or with a newer key, has been used.</summary>
    public bool UsedImmediate { get; set; }
}

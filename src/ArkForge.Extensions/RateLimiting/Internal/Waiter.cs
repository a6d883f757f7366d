namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>A caller that waits for a permit: a node of the queue and of the deadlines, so that it leaves either without a search.</summary>
internal abstract class Waiter
{
    /// <summary>When the caller came.</summary>
    public TimeSpan Since { get; set; }

    /// <summary>When the caller gives up.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>The queue's links; the first one also chains waiters that have left it to be woken.</summary>
    public Waiter? Next { get; set; }

    /// <inheritdoc cref="Next"/>
    public Waiter? Previous { get; set; }

    /// <summary>Place among the deadlines; negative once the waiter has left the queue.</summary>
    public int DeadlineIndex { get; set; } = -1;

    /// <summary>What the waiter is woken with; <see langword="null"/> when it was cancelled.</summary>
    public QuotaLease? Lease { get; set; }

    /// <summary>Wakes the caller. Called once, outside the limiter's lock.</summary>
    public abstract void Wake();
}

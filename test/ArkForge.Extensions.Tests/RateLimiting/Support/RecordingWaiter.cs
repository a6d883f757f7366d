using ArkForge.Extensions.RateLimiting.Internal;

namespace ArkForge.Extensions.Tests.RateLimiting.Support;

/// <summary>A waiter that goes on at once, on the thread that wakes it: no thread pool, no luck.</summary>
internal sealed class RecordingWaiter : Waiter
{
    public Action? OnWoken { get; set; }

    public bool IsWoken { get; private set; }

    public override void Wake()
    {
        IsWoken = true;
        OnWoken?.Invoke();
    }
}

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>What a header may say at most before it is cut or disbelieved.</summary>
internal static class QuotaBounds
{
    /// <summary>A larger limit is taken for garbage.</summary>
    public const int MaxLimit = 1_000_000_000;

    /// <summary>Longest time that is believed; whatever lies further ahead is asked for again after a day.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromDays(1);

    /// <summary>Cuts a time to the range from zero to <see cref="MaxTime"/>.</summary>
    public static TimeSpan Clamp(TimeSpan time) =>
        time < TimeSpan.Zero ? TimeSpan.Zero : time > MaxTime ? MaxTime : time;

    /// <summary>Cuts a number of seconds to the range from zero to <see cref="MaxTime"/>.</summary>
    public static TimeSpan FromSeconds(long seconds) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, (long)MaxTime.TotalSeconds));
}

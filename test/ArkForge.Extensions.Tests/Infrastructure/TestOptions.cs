namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Settings that several tests share.</summary>
internal static class TestOptions
{
    /// <summary>Retries after 50, 100, 200 ... ms without jitter, and nobody but them waits.</summary>
    public static void RetriesOnly(ArkForgeOptions options)
    {
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(50);
        options.Retry.UseJitter = false;
        options.RateLimiting.Enabled = false;
    }

    public static Action<ArkForgeOptions> RetriesOnly(Action<ArkForgeOptions> andThen) => options =>
    {
        RetriesOnly(options);
        andThen(options);
    };
}

namespace ArkForge.Sandbox.Keys.Internal;

internal sealed record KeyUsage(
    long TotalRequests, long SuccessfulRequests, long FailedRequests, DateTimeOffset? LastRequestAt, double AverageDuration)
{
    public static KeyUsage None { get; } = new(0, 0, 0, null, 0);

    public KeyUsage Add(bool success, DateTimeOffset at, TimeSpan duration) => new(
        TotalRequests + 1,
        SuccessfulRequests + (success ? 1 : 0),
        FailedRequests + (success ? 0 : 1),
        at,
        AverageDuration + ((duration.TotalMilliseconds - AverageDuration) / (TotalRequests + 1)));
}

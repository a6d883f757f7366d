namespace ArkForge.Sandbox.Optimization.Internal;

internal sealed record ResultMetadata(
    string WorkflowId,
    DateTimeOffset Timestamp,
    double ProcessingTime,
    string LlmProvider,
    string LlmModel,
    string RequestId)
{
    public static ResultMetadata Of(string requestId, DateTimeOffset timestamp, TimeSpan elapsed) =>
        new("wf_" + requestId, timestamp, Math.Round(elapsed.TotalMilliseconds, 3), "sandbox", "mean-variance", requestId);
}

using Polly;

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>What the calls to one host with one API key share: a pipeline with its circuit breaker, and a retry budget.</summary>
internal sealed class ResiliencePartition(RetryBudget budget, Func<RetryBudget, ResiliencePipeline<HttpResponseMessage>> build)
{
    public RetryBudget Budget => budget;

    public ResiliencePipeline<HttpResponseMessage> Pipeline { get; } = build(budget);

    /// <summary>When it was last used, as a timestamp of the clock.</summary>
    public long LastUsed { get; set; }
}

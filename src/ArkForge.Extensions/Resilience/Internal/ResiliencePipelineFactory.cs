using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Errors.Internal;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>Builds the pipeline: total timeout around retries around the circuit breaker; or the one the application gave.</summary>
internal sealed class ResiliencePipelineFactory(
    RetryStrategy retries, Action<ResiliencePipelineBuilder<HttpResponseMessage>>? replacement, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(1);

    public ResiliencePipeline<HttpResponseMessage> Build(ArkForgeOptions options, RetryBudget budget)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        if (replacement is not null)
        {
            replacement(builder);
            return builder.Build();
        }

        builder
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = static args => new(TimeLeft(args.Context)) })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // How often and after which delay is decided for each call, by its own options.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => retries.ShouldRetryAsync(args.Context, args.Outcome, budget),
                DelayGenerator = static args => new(CallOf(args.Context).Retries.Delay),
            });
        if (options.CircuitBreaker.Enabled) builder.AddCircuitBreaker(Breaker(options.CircuitBreaker, new CircuitBreakerStateProvider()));
        return builder.Build();
    }

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(ArkForgeCircuitBreakerOptions options, CircuitBreakerStateProvider state) => new()
    {
        StateProvider = state,
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.SamplingDuration,
        BreakDuration = options.BreakDuration,
        // A probe that got no answer, for whatever reason, has not shown that the host is well.
        ShouldHandle = args => new(FaultClassifier.IsHostFailure(args.Outcome.Exception, args.Outcome.Result?.StatusCode)
            || (args.Outcome.Exception is not null && state.CircuitState == CircuitState.HalfOpen)),
        OnOpened = args =>
        {
            Log.CircuitOpened(logger, args.BreakDuration);
            return default;
        },
        OnClosed = _ =>
        {
            Log.CircuitClosed(logger);
            return default;
        },
    };

    private static CallContext CallOf(ResilienceContext context) => CallContext.Of(context.GetRequestMessage()!);

    // Not zero, which would mean no timeout at all.
    private static TimeSpan TimeLeft(ResilienceContext context) =>
        CallOf(context).Remaining is var remaining && remaining > LeastTimeout ? remaining : LeastTimeout;
}

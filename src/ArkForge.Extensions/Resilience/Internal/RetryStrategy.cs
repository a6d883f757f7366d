using System.Net;
using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Errors.Internal;
using Microsoft.Extensions.Logging;
using Polly;

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>Gathers the facts of a failed attempt, asks the rule and then the budget.</summary>
internal sealed class RetryStrategy(ApiKeySource keys, ILogger logger)
{
    public async ValueTask<bool> ShouldRetryAsync(ResilienceContext context, Outcome<HttpResponseMessage> outcome, RetryBudget budget)
    {
        var call = CallContext.Of(context.GetRequestMessage()!);
        var fault = outcome.Exception is { } exception ? FaultClassifier.OfException(exception) : FaultClassifier.OfAnswer(call);
        if (fault == FaultClass.None)
        {
            budget.Succeed(call.Retries.LastCost);
            return false;
        }

        if (outcome.Exception is OperationCanceledException || context.CancellationToken.IsCancellationRequested) return false;
        var isImmediate = !call.Retries.UsedImmediate
            && (IsStale(call, outcome.Exception, fault)
                || outcome.Result?.StatusCode == HttpStatusCode.MisdirectedRequest
                || await HasNewerKeyAsync(call, outcome.Result, context.CancellationToken).ConfigureAwait(false));
        var retry = call.Options.Retry;
        var decision = RetryRule.Decide(
            fault, isImmediate, call.Attempts, call.Observation?.RetryAfter, call.Remaining, retry, retry.UseJitter ? NextRandom() : 0);
        if (decision is not (var delay, var cost)) return false;
        if (!budget.TrySpend(cost, retry.BudgetCapacity))
        {
            Log.BudgetSpent(logger, call.Operation.Name, call.Attempts);
            return false;
        }

        call.Retries.UsedImmediate |= isImmediate;
        call.Retries.LastCost = cost;
        call.Retries.Delay = delay;
        Log.Retrying(logger, call.Operation.Name, call.Attempts, Cause(call, outcome.Exception), delay);
        return true;
    }

    // A pooled connection that the server had closed meanwhile breaks before a single byte of the answer.
    private static bool IsStale(CallContext call, Exception? failure, FaultClass fault) =>
        fault == FaultClass.Ambiguous && failure is HttpRequestException && call is { Observation: null, OpenedConnection: null };

    private async ValueTask<bool> HasNewerKeyAsync(CallContext call, HttpResponseMessage? answer, CancellationToken cancellationToken)
    {
        if (answer?.StatusCode != HttpStatusCode.Unauthorized || call.Settings.ApiKey is not null) return false;
        try
        {
            var current = call.IsSynchronous ? keys.Get(null, cancellationToken) : await keys.GetAsync(null, cancellationToken).ConfigureAwait(false);
            return current.Id != call.SentKeyId;
        }
        catch (ApiKeyUnavailableException)
        {
            // The service's refusal is the news, not that there is nothing better to send.
            return false;
        }
    }

    private static string Cause(CallContext call, Exception? failure) =>
        failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : failure?.GetType().Name ?? $"{(int)call.Status.GetValueOrDefault()} {Redaction.Text(call.Error?.Code)}".TrimEnd();

    // Not a secret: it only keeps callers from retrying in step.
#pragma warning disable CA5394
    private static double NextRandom() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}

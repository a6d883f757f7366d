using System.Net;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Errors.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Serialization.Internal;
using Microsoft.Extensions.Logging;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>One try on the wire: bounds its time and reads the answer's body inside that time, so that a torn body is retried.</summary>
internal sealed class AttemptHandler(TimeProvider clock, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Begin(request, cancellationToken);
        using var timer = new CancellationTokenSource(call.Options.Timeouts.Attempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            Answered(call, response);
            var body = await BodyReader.ReadAsync(response.Content, call.Options.MaxResponseBytes, either.Token).ConfigureAwait(false);
            return Complete(call, response, body);
        }
        catch (Exception e)
        {
            response?.Dispose();
            if (Failed(call, e, timer, cancellationToken) is { } timeout) throw timeout;
            throw;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Begin(request, cancellationToken);
        using var timer = new CancellationTokenSource(call.Options.Timeouts.Attempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = base.Send(request, either.Token);
            Answered(call, response);
            var body = BodyReader.Read(response.Content, call.Options.MaxResponseBytes, either.Token);
            return Complete(call, response, body);
        }
        catch (Exception e)
        {
            response?.Dispose();
            if (Failed(call, e, timer, cancellationToken) is { } timeout) throw timeout;
            throw;
        }
    }

    private CallContext Begin(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = CallContext.Of(request);
        call.BeginAttempt();
        Log.AttemptStarted(logger, call.Operation.Method, call.Operation.Path, call.Attempts);
        if (call.Options.Debug) LogBody("Request", call, call.RequestBody);
        return call;
    }

    private void Answered(CallContext call, HttpResponseMessage response)
    {
        call.Answered(response, RateLimitHeaders.Read(response.Headers, response.StatusCode, clock.GetUtcNow()));
        // What follows belongs to another protocol: there is no end of it to wait for.
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            throw new UnreadableBodyException("The service switched to a protocol that was not asked for", mayRecover: false);
    }

    private HttpResponseMessage Complete(CallContext call, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var original = response.Content;
        response.Content = new BufferedContent(body, original);
        original.Dispose();
        // The host says that this connection is not the one to ask on: the next attempt must not find it in the pool.
        if (response.StatusCode == HttpStatusCode.MisdirectedRequest) call.OpenedConnection?.Dispose();
        if (!response.IsSuccessStatusCode) call.Error = ErrorBodyReader.TryRead(body);
        if (FaultClassifier.OfAnswer(call) == FaultClass.Ambiguous) call.WasAmbiguous = true;
        Log.AttemptAnswered(logger, call.Operation.Method, call.Operation.Path, call.Attempts, (int)response.StatusCode, call.RequestId);
        if (call.Options.Debug) LogBody("Response", call, body);
        return response;
    }

    private void LogBody(string what, CallContext call, ReadOnlyMemory<byte> body)
    {
        if (logger.IsEnabled(LogLevel.Debug))
            Log.Body(logger, what, call.Operation.Name, call.Attempts, Redaction.Excerpt(body, Redaction.MaxLoggedChars) ?? "(empty)");
    }

    /// <summary>Takes note of a failure; gives the timeout that it really is, if it is one.</summary>
    private AttemptTimeoutException? Failed(CallContext call, Exception failure, CancellationTokenSource timer, CancellationToken cancellationToken)
    {
        var timeout = AsTimeout(call, failure, timer, cancellationToken);
        if (FaultClassifier.LeavesOutcomeOpen(timeout ?? failure)) call.WasAmbiguous = true;
        Log.AttemptFailed(logger, call.Operation.Method, call.Operation.Path, call.Attempts, (timeout ?? failure).GetType().Name);
        return timeout;
    }

    private static AttemptTimeoutException? AsTimeout(CallContext call, Exception failure, CancellationTokenSource timer, CancellationToken cancellationToken)
    {
        // The caller's cancellation wins over a timeout that falls together with it.
        if (failure is not OperationCanceledException || cancellationToken.IsCancellationRequested) return null;
        if (timer.IsCancellationRequested) return new(ArkForgeTimeoutKind.Attempt, call.Options.Timeouts.Attempt, failure);
        return failure.InnerException is TimeoutException ? new(ArkForgeTimeoutKind.Connect, call.Options.Timeouts.Connect, failure) : null;
    }
}

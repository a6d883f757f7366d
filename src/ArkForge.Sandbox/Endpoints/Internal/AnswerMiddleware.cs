using System.Globalization;
using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Keys.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArkForge.Sandbox.Endpoints.Internal;

/// <summary>Outermost: gives every request an id, turns whatever happened into JSON, keeps the books, and writes.</summary>
internal sealed class AnswerMiddleware(
    RequestDelegate next, TimeProvider clock, KeyService keys, SandboxRequests requests, ILogger<AnswerMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var call = Call.Begin(context, clock);
        requests.CountArrival();
        try
        {
            await next(context).ConfigureAwait(false);
            if (!call.Dropped)
                call.Answer ??= Refuse(call, FromStatus(context.Response.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            call.Dropped = true;
        }
        catch (RefusalException refusal)
        {
            AddHeaders(context.Response, refusal);
            call.Answer = Refuse(call, refusal);
        }
        catch (BadHttpRequestException bad)
        {
            call.Answer = Refuse(call, FromStatus(bad.StatusCode));
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, call.RequestId);
            call.Answer = Refuse(call, new RefusalException(500, ErrorCodes.Internal, "Something went wrong inside the sandbox."));
        }

        // Before the first byte leaves: a caller who has the answer must also find it in the statistics.
        requests.CountAnswer(call.Dropped ? null : call.Answer!.Status);
        if (call.Key is { } key)
            keys.Record(key.Id, call.Answer is { IsSuccess: true }, call.At, clock.GetElapsedTime(call.Started));
        if (call.Dropped)
            context.Abort();
        else
            await WriteAsync(context, call).ConfigureAwait(false);
    }

    private async Task WriteAsync(HttpContext context, Call call)
    {
        var (response, answer) = (context.Response, call.Answer!);
        var skew = call.Fault?.ClockOffset ?? TimeSpan.Zero;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        response.Headers["X-Request-Id"] = call.RequestId;
        response.Headers.Date = (clock.GetUtcNow() + skew).ToString("R", CultureInfo.InvariantCulture);
        if (call.Quota is { } quota)
        {
            response.Headers["X-RateLimit-Limit"] = quota.Limit.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Remaining"] = quota.Remaining.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Reset"] = (quota.ResetUnixSeconds + (long)skew.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (call.Replayed)
            response.Headers["Idempotent-Replayed"] = "true";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        try
        {
            await (call.Fault?.WriteAsync(context, answer, clock) ?? response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask())
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody left to tell.
        }
    }

    private Answer Refuse(Call call, RefusalException refusal) => Answer.Of(
        ErrorBody.Of(refusal.Code, refusal.Message, refusal.Details, call.RequestId, clock.GetUtcNow()), refusal.Status);

    private static void AddHeaders(HttpResponse response, RefusalException refusal)
    {
        if (refusal.RetryAfter is { } wait)
            response.Headers.RetryAfter = wait;
        if (refusal.Status == 401)
            response.Headers.WWWAuthenticate = "Bearer";
    }

    private static RefusalException FromStatus(int status) => status switch
    {
        405 => new(405, ErrorCodes.MethodNotAllowed, "This path does not answer this method."),
        413 => new(413, ErrorCodes.PayloadTooLarge, "The request body is larger than the sandbox accepts."),
        >= 400 and < 500 and not 404 => new(status, ErrorCodes.InvalidParameters, "The request is malformed."),
        _ => new(404, ErrorCodes.NotFound, "There is nothing at this path."),
    };
}

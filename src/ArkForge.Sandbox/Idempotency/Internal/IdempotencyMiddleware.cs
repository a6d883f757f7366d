using ArkForge.Sandbox.Endpoints.Internal;
using ArkForge.Sandbox.Reading.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Idempotency.Internal;

/// <summary>Carries out a write once per Idempotency-Key and replays its answer afterwards. Only successes are kept.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IdempotencyLedger ledger)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    public async Task InvokeAsync(HttpContext context)
    {
        var call = Call.Of(context);
        if (Read(context.Request, call) is not { } key)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        call.Answer = ledger.Begin(key, call.Body);
        call.Replayed = call.Answer is not null;
        if (call.Replayed)
            return;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (call.Answer is { IsSuccess: true } answer)
                ledger.Complete(key, answer);
            else
                ledger.Abandon(key);
        }
    }

    private static IdempotencyKey? Read(HttpRequest request, Call call)
    {
        if (HttpMethods.IsGet(request.Method) || call.Key is null || request.Headers[Header] is not [{ } header])
            return null;
        var value = header is ['"', .. var quoted, '"'] ? quoted : header;
        return value.Length is > 0 and <= LongestKey
            ? new IdempotencyKey(call.Key.Id, $"{request.Method} {request.Path}", value)
            : throw FaultList.One(Header, $"must have 1 to {LongestKey} characters");
    }
}

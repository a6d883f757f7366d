using ArkForge.Sandbox.Endpoints.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

/// <summary>
/// Promises the whole body and sends a part. The server then closes, which is a FIN: a reset would overtake what was sent and take the
/// headers with it, now and then.
/// </summary>
internal sealed class PartialBodyFault(double share, bool stall) : Fault
{
    internal override async Task WriteAsync(HttpContext context, Answer answer, TimeProvider clock)
    {
        var part = answer.Body.AsMemory(0, (int)(answer.Body.Length * share));
        await context.Response.Body.WriteAsync(part, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        if (stall)
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted).ConfigureAwait(false);
    }
}

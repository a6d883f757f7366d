using ArkForge.Sandbox.Endpoints.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

internal sealed class SlowBodyFault : Fault
{
    private readonly TimeSpan _interval;

    public SlowBodyFault(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        _interval = interval;
    }

    internal override async Task WriteAsync(HttpContext context, Answer answer, TimeProvider clock)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        for (var i = 0; i < answer.Body.Length; i++)
        {
            await Task.Delay(_interval, clock, context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(i, 1), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }
}

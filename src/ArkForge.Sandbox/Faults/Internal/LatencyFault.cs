using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

internal sealed class LatencyFault : Fault
{
    private readonly TimeSpan _delay;

    public LatencyFault(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _delay = delay;
    }

    internal override async Task RunAsync(HttpContext context, RequestDelegate next, TimeProvider clock)
    {
        await Task.Delay(_delay, clock, context.RequestAborted).ConfigureAwait(false);
        await next(context).ConfigureAwait(false);
    }
}

using ArkForge.Sandbox.Endpoints.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

/// <summary>No answer at all, with or without the effect.</summary>
internal sealed class DroppedFault(bool carriedOut) : Fault
{
    internal override async Task RunAsync(HttpContext context, RequestDelegate next, TimeProvider clock)
    {
        Call.Of(context).Dropped = true;
        if (carriedOut)
            await next(context).ConfigureAwait(false);
    }
}

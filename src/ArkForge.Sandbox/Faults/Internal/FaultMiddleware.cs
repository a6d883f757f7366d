using ArkForge.Sandbox.Endpoints.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

/// <summary>Behind admission: a faulty answer has cost quota like a good one, and a refused key sees no faults.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, SandboxFaults faults, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        var call = Call.Of(context);
        call.Fault = faults.Draw(new FaultTarget(context.Request.Method, context.Request.Path.Value ?? "/", call.Key?.Id));
        return call.Fault is null ? next(context) : call.Fault.RunAsync(context, next, clock);
    }
}

using ArkForge.Sandbox.Endpoints.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

internal sealed class GarbageFault : Fault
{
    private static readonly byte[] Garbage = [.. "{\"data\":{\"recommendation\":<<}"u8];

    internal override Task WriteAsync(HttpContext context, Answer answer, TimeProvider clock)
    {
        context.Response.ContentLength = Garbage.Length;
        return base.WriteAsync(context, answer with { Body = Garbage }, clock);
    }
}

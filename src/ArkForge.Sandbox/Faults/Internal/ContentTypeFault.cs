using ArkForge.Sandbox.Endpoints.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

internal sealed class ContentTypeFault : Fault
{
    private readonly string _contentType;

    public ContentTypeFault(string contentType)
    {
        HeaderText.ThrowIfUnsafe(contentType);
        _contentType = contentType;
    }

    internal override Task WriteAsync(HttpContext context, Answer answer, TimeProvider clock)
    {
        context.Response.ContentType = _contentType;
        return base.WriteAsync(context, answer, clock);
    }
}

using ArkForge.Sandbox.Errors.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Endpoints.Internal;

/// <summary>Reads the whole body before anything is done with it; a content type without a body is no error.</summary>
internal sealed class BodyMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is not null && !HttpMethods.IsGet(context.Request.Method))
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
            var body = buffer.ToArray();
            if (body.Length > 0 && !IsJson(context.Request))
                throw new RefusalException(415, ErrorCodes.UnsupportedMediaType, "The body must be plain application/json.");
            Call.Of(context).Body = body;
        }

        await next(context).ConfigureAwait(false);
    }

    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 && (request.ContentType is null || request.HasJsonContentType());
}

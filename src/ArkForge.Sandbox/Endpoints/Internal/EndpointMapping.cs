using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ArkForge.Sandbox.Endpoints.Internal;

internal static class EndpointMapping
{
    /// <summary>Maps a method and path to a function from call to answer, open to keys with any of the scopes.</summary>
    public static void MapCall(
        this IEndpointRouteBuilder routes, string method, string path, string[] scopes, Func<HttpContext, Call, Answer> answer) =>
        routes.MapMethods(path, [method], (RequestDelegate)(context =>
        {
            var call = Call.Of(context);
            call.Answer = answer(context, call);
            return Task.CompletedTask;
        })).WithMetadata(new RequiredScope(scopes));
}

using System.Globalization;
using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Keys.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ArkForge.Sandbox.Endpoints.Internal;

internal static class KeyEndpoints
{
    private static readonly string[] Admin = [Scopes.Admin];

    public static void Map(IEndpointRouteBuilder routes, KeyService keys)
    {
        routes.MapCall("POST", "/api/v1/keys", Admin, (_, call) =>
        {
            var (name, days, scopes) = RequestBody.Read(call.Body, KeyBodies.ReadCreate);
            return Answer.Of(CreatedKey.Of(keys.Create(name, scopes, call.At.AddDays(days))), 201);
        });
        routes.MapCall("GET", "/api/v1/keys", Admin, (_, call) =>
            Answer.Of(keys.List().Select(key => KeyInfo.Brief(key, call.At)).ToArray()));
        routes.MapCall("GET", "/api/v1/keys/{keyId}", Admin, (context, call) =>
            Answer.Of(KeyInfo.Full(keys.Get(KeyId(context)), call.At)));
        routes.MapCall("DELETE", "/api/v1/keys/{keyId}", Admin, (context, call) =>
        {
            RequestBody.Read(call.Body, (body, faults) => { KeyBodies.CheckRevoke(body, faults); return true; });
            return Answer.Of(new { keys.Revoke(KeyId(context)).Id, Revoked = true });
        });
        routes.MapCall("POST", "/api/v1/keys/{keyId}/rotate", Admin, (context, call) =>
            Answer.Of(CreatedKey.Of(keys.Rotate(KeyId(context), RequestBody.Read(call.Body, KeyBodies.ReadRotate)))));
        routes.MapCall("PATCH", "/api/v1/keys/{keyId}/scopes", Admin, (context, call) =>
        {
            var key = keys.SetScopes(KeyId(context), RequestBody.Read(call.Body, KeyBodies.ReadNewScopes));
            return Answer.Of(new { key.Id, key.Scopes });
        });
    }

    private static long KeyId(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["keyId"]!;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new RefusalException(404, ErrorCodes.NotFound, "There is no API key of this id: ids are whole numbers.");
    }
}

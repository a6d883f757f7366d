using System.Globalization;
using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Keys.Internal;
using ArkForge.Sandbox.Quota.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Endpoints.Internal;

/// <summary>Who is it, is there quota left, may they: in that order, so that a refused scope costs quota and a bad key does not.</summary>
internal sealed class AdmissionMiddleware(RequestDelegate next, KeyService keys, QuotaLedger quota)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is not { } required)
            return next(context);
        var call = Call.Of(context);
        call.Key = keys.Authenticate(Presented(context.Request));
        var snapshot = quota.Take(call.Key.Id);
        call.Quota = snapshot;
        if (!snapshot.Granted)
        {
            throw new RefusalException(429, ErrorCodes.RateLimitExceeded, $"The limit of {snapshot.Limit} requests per window is used up.")
            {
                RetryAfter = Seconds(snapshot.ResetsAt - call.At),
            };
        }

        if (!required.AnyOf.Any(call.Key.Scopes.Contains))
            throw new RefusalException(403, ErrorCodes.Forbidden, $"This needs a key with scope {string.Join(" or ", required.AnyOf)}.");
        return next(context);
    }

    /// <summary>Rounded up: a client that waits this long is let in.</summary>
    private static string Seconds(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string Presented(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : throw new RefusalException(401, ErrorCodes.Unauthorized, "Send the API key as Authorization: Bearer <key>.");
    }
}

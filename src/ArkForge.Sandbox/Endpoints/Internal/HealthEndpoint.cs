using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ArkForge.Sandbox.Endpoints.Internal;

internal static class HealthEndpoint
{
    /// <summary>Open to all, without a key and without cost: load balancers have none.</summary>
    public static void Map(IEndpointRouteBuilder routes, TimeProvider clock)
    {
        var started = clock.GetUtcNow();
        routes.MapGet("/health", (RequestDelegate)(context =>
        {
            var call = Call.Of(context);
            call.Answer = Answer.Of(new
            {
                Status = "ok",
                Timestamp = call.At,
                Uptime = (call.At - started).TotalSeconds,
                Services = new Dictionary<string, string> { ["optimizer"] = "ok", ["simulatedMarket"] = "ok" },
            });
            return Task.CompletedTask;
        }));
    }
}

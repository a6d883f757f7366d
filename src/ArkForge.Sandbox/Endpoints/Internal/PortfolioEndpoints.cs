using ArkForge.Sandbox.Keys.Internal;
using ArkForge.Sandbox.Markets.Internal;
using ArkForge.Sandbox.Optimization.Internal;
using Microsoft.AspNetCore.Routing;

namespace ArkForge.Sandbox.Endpoints.Internal;

internal static class PortfolioEndpoints
{
    private static readonly string[] ReadOrWrite = [Scopes.Read, Scopes.Write];
    private static readonly string[] Read = [Scopes.Read];

    public static void Map(IEndpointRouteBuilder routes, SimulatedMarket market, TimeProvider clock)
    {
        var optimizer = new PortfolioOptimizer(market);
        routes.MapCall("POST", "/api/v1/portfolio/optimize", ReadOrWrite, (context, call) =>
        {
            var request = RequestBody.Read(call.Body, OptimizeRequest.Read);
            var optimum = optimizer.Optimize(request, context.RequestAborted);
            return Envelope(call, new { Recommendation = Recommendation.Of(request, optimum, Metadata(call)) });
        });
        routes.MapCall("POST", "/api/v1/portfolio/analyze", ReadOrWrite, (_, call) =>
            Envelope(call, PortfolioAnalysis.Of(RequestBody.Read(call.Body, AnalyzeRequest.Read), market, Metadata(call))));
        routes.MapCall("GET", "/api/v1/portfolio/risk-profiles", Read, (_, _) => Answer.Of(RiskProfiles.All));

        ResultMetadata Metadata(Call call) => ResultMetadata.Of(call.RequestId, call.At, clock.GetElapsedTime(call.Started));
    }

    private static Answer Envelope(Call call, object data) => Answer.Of(new
    {
        Status = "success",
        Data = data,
        Metadata = new { call.RequestId, Timestamp = call.At },
    });
}

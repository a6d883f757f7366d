using ArkForge.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace WebApp.Controllers;

/// <summary>The client's own requests and answers as bodies: what is wrong with a request is found before this code runs.</summary>
[ApiController]
[Route("portfolio")]
public sealed class PortfolioController(IArkForgePortfolioClient arkforge) : ControllerBase
{
    [HttpPost("optimize")]
    public async Task<PortfolioRecommendation> Optimize(OptimizePortfolioRequest request, CancellationToken cancellationToken) =>
        await arkforge.OptimizePortfolioAsync(request, cancellationToken: cancellationToken);

    [HttpPost("analyze")]
    public async Task<PortfolioAnalysis> Analyze(AnalyzePortfolioRequest request, CancellationToken cancellationToken) =>
        await arkforge.AnalyzePortfolioAsync(request, cancellationToken: cancellationToken);

    [HttpGet("risk-profiles")]
    public async Task<IReadOnlyList<RiskProfile>> RiskProfiles(CancellationToken cancellationToken) =>
        await arkforge.GetRiskProfilesAsync(cancellationToken: cancellationToken);

    [HttpGet("health")]
    public async Task<HealthStatus> Health(CancellationToken cancellationToken) =>
        await arkforge.GetHealthAsync(cancellationToken: cancellationToken);
}

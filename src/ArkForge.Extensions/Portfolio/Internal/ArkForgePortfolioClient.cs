using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Serialization.Internal;
using ArkForge.Extensions.Transport.Internal;

namespace ArkForge.Extensions.Portfolio.Internal;

/// <inheritdoc cref="IArkForgePortfolioClient"/>
internal sealed class ArkForgePortfolioClient(ArkForgeTransport transport) : IArkForgePortfolioClient
{
    private static readonly ResponseReader<PortfolioRecommendation> Recommendation = ResponseReaders.Model<PortfolioRecommendation>(ResponseShape.Recommendation);
    private static readonly ResponseReader<PortfolioAnalysis> Analysis = ResponseReaders.Model<PortfolioAnalysis>(ResponseShape.Plain);
    private static readonly ResponseReader<IReadOnlyList<RiskProfile>> RiskProfiles = ResponseReaders.Model<IReadOnlyList<RiskProfile>>(ResponseShape.RiskProfiles);
    private static readonly ResponseReader<HealthStatus> Health = ResponseReaders.Model<HealthStatus>(ResponseShape.Plain);

    public Task<PortfolioRecommendation> OptimizePortfolioAsync(
        OptimizePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.OptimizePortfolio, Given(request), Recommendation, options, cancellationToken);

    public PortfolioRecommendation OptimizePortfolio(
        OptimizePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.OptimizePortfolio, Given(request), Recommendation, options, cancellationToken);

    public Task<PortfolioAnalysis> AnalyzePortfolioAsync(
        AnalyzePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.AnalyzePortfolio, Given(request), Analysis, options, cancellationToken);

    public PortfolioAnalysis AnalyzePortfolio(
        AnalyzePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.AnalyzePortfolio, Given(request), Analysis, options, cancellationToken);

    public Task<IReadOnlyList<RiskProfile>> GetRiskProfilesAsync(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.GetRiskProfiles, null, RiskProfiles, options, cancellationToken);

    public IReadOnlyList<RiskProfile> GetRiskProfiles(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.GetRiskProfiles, null, RiskProfiles, options, cancellationToken);

    public Task<HealthStatus> GetHealthAsync(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.GetHealth, null, Health, options, cancellationToken);

    public HealthStatus GetHealth(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.GetHealth, null, Health, options, cancellationToken);

    private static T Given<T>(T request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request;
    }

    private Task<T> SendAsync<T>(
        Operation operation, object? body, ResponseReader<T> read, ArkForgeRequestOptions? options, CancellationToken cancellationToken) =>
        transport.SendAsync(operation, operation.Path, body, read, options, cancellationToken);

    private T Send<T>(
        Operation operation, object? body, ResponseReader<T> read, ArkForgeRequestOptions? options, CancellationToken cancellationToken) =>
        transport.Send(operation, operation.Path, body, read, options, cancellationToken);
}

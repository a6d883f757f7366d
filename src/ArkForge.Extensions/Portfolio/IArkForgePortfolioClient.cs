namespace ArkForge.Extensions;

/// <summary>Portfolio operations of ArkForge. Safe for concurrent use, and to be held for ever.</summary>
public interface IArkForgePortfolioClient
{
    /// <summary>Asks for the best allocation of a portfolio.</summary>
    /// <param name="request">The assets to choose from, the risk to take, and what the allocation must respect.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The recommended allocation with its expected return and risk.</returns>
    /// <remarks>Historical prices in the request switch the service from live data to a backtest.</remarks>
    /// <exception cref="ArkForgeValidationException">The request is not valid, with every fault; nothing was sent, or the service refused it.</exception>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<PortfolioRecommendation> OptimizePortfolioAsync(
        OptimizePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="OptimizePortfolioAsync(OptimizePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="OptimizePortfolioAsync(OptimizePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="OptimizePortfolioAsync(OptimizePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="OptimizePortfolioAsync(OptimizePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    PortfolioRecommendation OptimizePortfolio(
        OptimizePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for the return and risk of a given portfolio.</summary>
    /// <param name="request">The portfolio to analyse.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The figures of the portfolio.</returns>
    /// <remarks>Not every ArkForge service offers it: one that does not answers 404 (<see cref="ArkForgeNotFoundException"/>) or 501 (<see cref="ArkForgeServiceException"/>).</remarks>
    /// <exception cref="ArkForgeValidationException">The request is not valid, with every fault; nothing was sent, or the service refused it.</exception>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<PortfolioAnalysis> AnalyzePortfolioAsync(
        AnalyzePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="AnalyzePortfolioAsync(AnalyzePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="AnalyzePortfolioAsync(AnalyzePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="AnalyzePortfolioAsync(AnalyzePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="AnalyzePortfolioAsync(AnalyzePortfolioRequest, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    PortfolioAnalysis AnalyzePortfolio(
        AnalyzePortfolioRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the risk profiles that the service knows.</summary>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The profiles, in the order of the service.</returns>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<IReadOnlyList<RiskProfile>> GetRiskProfilesAsync(
        ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="GetRiskProfilesAsync(ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="GetRiskProfilesAsync(ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="GetRiskProfilesAsync(ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="GetRiskProfilesAsync(ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    IReadOnlyList<RiskProfile> GetRiskProfiles(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks how well the service and what it depends on work.</summary>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The state as the service sees it.</returns>
    /// <remarks>A service that answers at all may still be <see cref="ServiceStatus.Degraded"/> or <see cref="ServiceStatus.Down"/>: look at the status.</remarks>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<HealthStatus> GetHealthAsync(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="GetHealthAsync(ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="GetHealthAsync(ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="GetHealthAsync(ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="GetHealthAsync(ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    HealthStatus GetHealth(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);
}

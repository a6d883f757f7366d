using ArkForge.Extensions;
using Microsoft.Extensions.Options;

namespace WebApp.Rebalancing;

/// <summary>Asks at the start, and then once in every interval, what should be bought and sold. A singleton may hold the client for ever.</summary>
internal sealed partial class Rebalancer(
    IArkForgePortfolioClient arkforge, IOptions<RebalancingOptions> options, TimeProvider clock, ILogger<Rebalancer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                await RebalanceAsync(stoppingToken);
            }
            catch (ArkForgeException e)
            {
                // The client has retried already. The next tick is another chance, but not before the service wants to be asked again.
                LogFailed(logger, e.Message);
                if (e.RetryAfter is { } wait)
                {
                    LogWaiting(logger, wait);
                    await Task.Delay(wait, clock, stoppingToken);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RebalanceAsync(CancellationToken cancellationToken)
    {
        var portfolio = new AssetPercentages(options.Value.Portfolio);
        var recommendation = await arkforge.OptimizePortfolioAsync(
            new()
            {
                Assets = [.. portfolio.Keys],
                RiskProfile = new RiskProfileType(options.Value.RiskProfile),
                CurrentPortfolio = portfolio,
                Constraints = new() { MaxPositionSize = options.Value.MaxPositionSize },
            },
            cancellationToken: cancellationToken);

        foreach (var action in recommendation.Actions.Where(action => action.Action != PortfolioActionType.Hold))
            LogAction(logger, action.Action, action.Symbol, action.CurrentPercentage, action.TargetPercentage);
        LogOutlook(logger, recommendation.ExpectedReturn, recommendation.ExpectedVolatility, recommendation.SharpeRatio);
    }

    [LoggerMessage(1, LogLevel.Information, "{Action} {Symbol}: from {Current:0.##} % to {Target:0.##} %")]
    private static partial void LogAction(ILogger logger, PortfolioActionType action, string symbol, decimal current, decimal target);

    [LoggerMessage(2, LogLevel.Information, "Then expected: return {Return:P1} a year, volatility {Volatility:P1}, Sharpe ratio {Sharpe:0.00}")]
    private static partial void LogOutlook(ILogger logger, double @return, double volatility, double sharpe);

    [LoggerMessage(3, LogLevel.Warning, "Not rebalanced: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Information, "The service asks to wait for {RetryAfter}")]
    private static partial void LogWaiting(ILogger logger, TimeSpan retryAfter);
}

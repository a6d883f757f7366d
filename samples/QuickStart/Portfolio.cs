using ArkForge.Extensions;

namespace QuickStart;

/// <summary>From what is held to what should be held: actions in percent, swaps in money, and the reasons.</summary>
internal sealed class Portfolio(IArkForgePortfolioClient arkforge, Display display) : ITopic
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var request = new OptimizePortfolioRequest
        {
            Assets = ["BTC", "ETH", "SOL", "LINK", "USDC"],
            RiskProfile = RiskProfileType.Conservative,
            CurrentPortfolio = new() { ["BTC"] = 50, ["ETH"] = 20, ["SOL"] = 10, ["DOGE"] = 20 },
            Budget = 10_000,
            HorizonDays = 30,
            Constraints = new() { MaxPositionSize = 45, MinDiversification = 4, ExcludedAssets = ["LINK"] },
        };

        var recommendation = await arkforge.OptimizePortfolioAsync(request, cancellationToken: cancellationToken);

        display.Say($"Held today: {request.CurrentPortfolio}. Better, for somebody conservative:");
        display.Allocation(recommendation.Allocation);
        display.Outlook(recommendation);

        display.Table(
            ["Action", "Asset", "Now", "Target", "Change"],
            recommendation.Actions.Select(action => new[]
            {
                action.Action.Value, action.Symbol, $"{action.CurrentPercentage:0.00} %", $"{action.TargetPercentage:0.00} %", $"{action.Change:+0.00;-0.00;0.00}",
            }));

        if (recommendation.Swaps is { Count: > 0 } swaps)
        {
            display.Say($"The swaps that get there, with a budget of {request.Budget:N0}:");
            display.Table(
                ["Give", "Amount", "Get", "Amount", "Why"],
                swaps.Select(swap => new[] { swap.FromToken, $"{swap.FromAmount:N2}", swap.ToToken, $"{swap.ToAmount:N2}", swap.Reason }));
        }

        if (recommendation.Rationale is { } rationale)
        {
            display.List("Why", rationale.Drivers);
            display.List("What to doubt", rationale.Risks);
        }
    }
}

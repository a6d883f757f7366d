using ArkForge.Extensions;

namespace QuickStart;

/// <summary>The first three calls: health, risk profiles, an allocation.</summary>
internal sealed class Basics(IArkForgePortfolioClient arkforge, Display display) : ITopic
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var health = await arkforge.GetHealthAsync(cancellationToken: cancellationToken);
        display.Say($"The service is {health.Status}: {string.Join(", ", health.Services.Select(part => $"{part.Key} {part.Value}"))}.");

        var profiles = await arkforge.GetRiskProfilesAsync(cancellationToken: cancellationToken);
        display.Table(
            ["Risk profile", "Goal", "Expected return", "Likes"],
            profiles.Select(profile => new[]
            {
                profile.Name, profile.Description, profile.ExpectedReturn, string.Join(", ", profile.AssetPreferences),
            }));

        var recommendation = await arkforge.OptimizePortfolioAsync(
            new()
            {
                Assets = ["BTC", "ETH", "SOL", "USDC"],
                RiskProfile = RiskProfileType.Moderate,
                Constraints = new() { MaxPositionSize = 40 },
            },
            cancellationToken: cancellationToken);

        display.Say("A moderate mix of BTC, ETH, SOL and USDC, no more than 40 % of each:");
        display.Allocation(recommendation.Allocation);
        display.Outlook(recommendation);
    }
}

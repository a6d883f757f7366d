using ArkForge.Extensions;

namespace QuickStart;

/// <summary>Two requests that fail: one is not sent at all, the other the service refuses.</summary>
internal sealed class Errors(IArkForgePortfolioClient arkforge, Display display) : ITopic
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var careless = new OptimizePortfolioRequest
        {
            Assets = ["BTC", "btc", "ETH"],
            CurrentPortfolio = new() { ["BTC"] = 60, ["ETH"] = 30 },
            Budget = -1,
            HorizonDays = 400,
            Constraints = new() { MaxPositionSize = 120 },
        };
        try
        {
            await arkforge.OptimizePortfolioAsync(careless, cancellationToken: cancellationToken);
        }
        catch (ArkForgeValidationException e)
        {
            display.Say("Nothing was sent, and every fault is named at once:");
            display.Table(["Member", "Fault"], e.Errors.SelectMany(fault => fault.Value.Select(message => new[] { fault.Key, message })));
        }

        var impossible = new OptimizePortfolioRequest
        {
            Assets = ["BTC", "ETH", "SOL"],
            RiskProfile = RiskProfileType.Moderate,
            Constraints = new() { MaxPositionSize = 20 },
        };
        try
        {
            await arkforge.OptimizePortfolioAsync(impossible, cancellationToken: cancellationToken);
        }
        catch (ArkForgeException e)
        {
            display.Say("Well-formed but impossible, so the service refuses it. What the exception knows:");
            display.Table(
                ["Property", "Value"],
                [
                    ["type", e.GetType().Name],
                    ["Message", e.Message],
                    ["Code", e.Code ?? "-"],
                    ["StatusCode", $"{e.StatusCode:D}"],
                    ["RequestId", e.RequestId ?? "-"],
                    ["Attempts", $"{e.Attempts}"],
                    ["IsTransient", $"{e.IsTransient}"],
                ]);
        }
    }
}

using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Markets.Internal;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Optimization.Internal;

internal sealed record AnalyzeRequest(IReadOnlyDictionary<string, decimal> Portfolio, IReadOnlyList<PricePoint>? Prices)
{
    public static AnalyzeRequest Read(JsonFields body, FaultList faults)
    {
        _ = body.Whole("horizonDays", 1, 365);
        _ = body.Object("options");
        var portfolio = body.Percentages("portfolio");
        if (!body.Has("portfolio"))
            faults.Add("portfolio", "is required");
        if (portfolio?.Count > Symbols.Most)
            faults.Add("portfolio", $"must hold at most {Symbols.Most} assets", ErrorCodes.InvalidAssets);
        var prices = HistoricalData.Read(body, faults);
        faults.ThrowIfAny();
        return new AnalyzeRequest(portfolio!, prices);
    }
}

using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Markets.Internal;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Optimization.Internal;

/// <summary>A valid optimize request: everything that moves the answer, and nothing else.</summary>
internal sealed record OptimizeRequest
{
    public required IReadOnlyList<string> Assets { get; init; }

    public required OptimizationGoal Goal { get; init; }

    public IReadOnlyDictionary<string, decimal>? CurrentPortfolio { get; init; }

    public decimal? Budget { get; init; }

    public double MaxPositionPercent { get; init; } = 100;

    public int MinDiversification { get; init; }

    public IReadOnlyList<string> Excluded { get; init; } = [];

    public double? TargetSharpe { get; init; }

    public double? MaxVolatility { get; init; }

    public double? MinReturn { get; init; }

    public bool IgnoreSentiment { get; init; }

    public bool OptimisticBias { get; init; }

    public double SentimentWeight { get; init; } = 1;

    public int SentimentHours { get; init; } = 168;

    public bool IncludeRationale { get; init; } = true;

    public IReadOnlyList<PricePoint>? Prices { get; init; }

    public IReadOnlyList<SentimentPoint> Sentiment { get; init; } = [];

    /// <summary>Sorted, so that the order in which a caller names the assets cannot matter.</summary>
    public IReadOnlyList<string> Allowed => [.. Assets.Except(Excluded).Order(StringComparer.Ordinal)];

    /// <exception cref="RefusalException">Something in the body is missing, of the wrong type or out of range.</exception>
    public static OptimizeRequest Read(JsonFields body, FaultList faults)
    {
        _ = body.Whole("horizonDays", 1, 365);
        var constraints = body.Object("constraints");
        var optimization = body.Object("optimization");
        var options = body.Object("options");
        _ = options?.Flag("parallel");
        _ = options?.Text("llmProvider");
        _ = options?.Text("llmModel");
        var profile = ReadProfile(body, faults);
        var request = new OptimizeRequest
        {
            Assets = Symbols.Read(body, "assets", required: true, faults),
            Goal = ReadGoal(optimization, faults) ?? profile,
            CurrentPortfolio = body.Percentages("currentPortfolio"),
            Budget = ReadBudget(body, faults),
            MaxPositionPercent = constraints?.Number("maxPositionSize", 0, 100) ?? 100,
            MinDiversification = constraints?.Whole("minDiversification", 1, Symbols.Most) ?? 0,
            Excluded = constraints is null ? [] : Symbols.Read(constraints, "excludedAssets", required: false, faults),
            TargetSharpe = optimization?.Number("targetSharpeRatio", 0),
            MaxVolatility = optimization?.Number("maxVolatility", 0, 1),
            MinReturn = optimization?.Number("minExpectedReturn", 0, 1),
            IgnoreSentiment = optimization?.Flag("ignoreSentiment") ?? false,
            OptimisticBias = optimization?.Flag("optimisticBias") ?? false,
            SentimentWeight = optimization?.Number("sentimentWeight", 0, 1) ?? 1,
            SentimentHours = body.Whole("sentimentTimeframeHours", 1, 1_000_000) ?? 168,
            IncludeRationale = options?.Flag("includeRationale") ?? true,
            Prices = HistoricalData.Read(body, faults),
            Sentiment = SentimentTilt.Read(body, faults),
        };
        faults.ThrowIfAny();
        return request;
    }

    private static OptimizationGoal ReadProfile(JsonFields body, FaultList faults)
    {
        var text = body.Text("riskProfile");
        switch (text?.ToUpperInvariant())
        {
            case "CONSERVATIVE": return OptimizationGoal.Risk;
            case "MODERATE": return OptimizationGoal.Sharpe;
            case "AGGRESSIVE": return OptimizationGoal.Return;
            default:
                faults.Add("riskProfile", "must be conservative, moderate or aggressive", ErrorCodes.InvalidRisk);
                return default;
        }
    }

    private static OptimizationGoal? ReadGoal(JsonFields? optimization, FaultList faults)
    {
        switch (optimization?.Text("goal")?.ToUpperInvariant())
        {
            case null: return null;
            case "SHARPE": return OptimizationGoal.Sharpe;
            case "RETURN": return OptimizationGoal.Return;
            case "RISK": return OptimizationGoal.Risk;
            default:
                faults.Add("optimization.goal", "must be sharpe, return or risk");
                return null;
        }
    }

    private static decimal? ReadBudget(JsonFields body, FaultList faults)
    {
        var budget = body.Number("budget", 0, 1e12);
        if (budget < 0.01)
            faults.Add("budget", "must be at least 0.01");
        return budget is >= 0.01 ? Math.Round((decimal)budget, 2) : null;
    }
}

using System.Text.Json;

namespace ArkForge.Extensions.Tests.Serialization;

/// <summary>One full instance of every model: no member is left out.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Instant = new(2025, 10, 23, 17, 30, 0, 123, TimeSpan.FromHours(2));

    public static OptimizePortfolioRequest Optimize { get; } = new()
    {
        Assets = ["BTC", "ETH"],
        RiskProfile = RiskProfileType.Moderate,
        CurrentPortfolio = new() { ["BTC"] = 60.5m, ["ETH"] = 39.5m },
        Budget = 1234.50m,
        HorizonDays = 30,
        SentimentTimeframeHours = 24,
        Constraints = new() { MaxPositionSize = 50, MinDiversification = 2, ExcludedAssets = ["DOGE"] },
        Optimization = new()
        {
            TargetSharpeRatio = 1.5,
            MaxVolatility = 0.4,
            MinExpectedReturn = 0.1,
            Goal = OptimizationGoal.Return,
            SentimentWeight = 0.5,
            IgnoreSentiment = false,
            OptimisticBias = true,
        },
        Options = new() { Parallel = true, LlmProvider = LlmProvider.Anthropic, LlmModel = "m-1", IncludeRationale = false },
        HistoricalData = Prices("BTC", "ETH"),
        HistoricalSentiment =
        [
            new()
            {
                Asset = "BTC",
                Timestamp = Instant,
                Score = -0.25,
                Category = SentimentCategory.VeryBearish,
                Confidence = 0.75,
                GalaxyScore = 60.5,
                AltRank = 17,
                Social = JsonSerializer.SerializeToElement(new { mentions = 1200, deep = new { marketMood = "up" } }),
            },
        ],
    };

    public static AnalyzePortfolioRequest Analyze { get; } = new()
    {
        Portfolio = new() { ["BTC"] = 60, ["ETH"] = 40 },
        HorizonDays = 30,
        HistoricalData = Prices("BTC", "ETH"),
        Options = new() { Parallel = false },
    };

    public static CreateKeyRequest CreateKey { get; } =
        new() { Name = "Production", ExpiresInDays = 90, Scopes = [ApiKeyScope.Read, new("glacial")] };

    public static PortfolioRecommendation Recommendation { get; } = new()
    {
        Allocation = new() { ["BTC"] = 55.25m, ["ETH"] = 44.75m },
        ExpectedReturn = 0.15,
        ExpectedVolatility = 0.3,
        SharpeRatio = 0.5,
        Confidence = 0.8,
        Actions =
        [
            new() { Action = PortfolioActionType.Sell, Symbol = "BTC", TargetPercentage = 55.25m, CurrentPercentage = 60, Change = -4.75m },
        ],
        Swaps = [new() { FromToken = "BTC", FromAmount = 47.5m, ToToken = "ETH", ToAmount = 47.5m, Reason = "rebalance" }],
        Rationale = new()
        {
            Drivers = ["momentum"],
            Risks = ["volatility"],
            MarketContext = "calm",
            ForecastInsights = "up",
            SentimentInsights = "mixed",
        },
        Metadata = Metadata,
    };

    public static PortfolioAnalysis Analysis { get; } = new()
    {
        ExpectedReturn = 0.15,
        ExpectedVolatility = 0.3,
        SharpeRatio = 0.5,
        MaxDrawdown = 0.4,
        ValueAtRisk95 = 0.03,
        DiversificationRatio = 1.2,
        RiskContributions = new() { ["BTC"] = 70, ["ETH"] = 30 },
        Metadata = Metadata,
    };

    public static RiskProfile Profile { get; } = new()
    {
        Name = "moderate",
        Description = "balanced",
        TargetVolatility = "15-25%",
        MaxDrawdown = "25%",
        ExpectedReturn = "10-15%",
        AssetPreferences = ["BTC", "stablecoins"],
    };

    public static CreateKeyResponse CreatedKey { get; } =
        new() { ApiKey = Canary.Key, KeyId = 17, Prefix = "sk-arkforge-0123", Warning = "keep it" };

    public static ApiKeyInfo KeyInfo { get; } = new()
    {
        Id = 17,
        Prefix = "sk-arkforge-0123",
        Name = "Production",
        Scopes = [ApiKeyScope.Read],
        CreatedAt = Instant,
        LastUsedAt = Instant.AddDays(1),
        ExpiresAt = Instant.AddDays(90),
        IsActive = true,
    };

    public static ApiKeyDetails KeyDetails { get; } = new()
    {
        Id = 17,
        Prefix = "sk-arkforge-0123",
        Name = "Production",
        Scopes = [ApiKeyScope.Read],
        CreatedAt = Instant,
        LastUsedAt = Instant.AddDays(1),
        ExpiresAt = Instant.AddDays(90),
        IsActive = true,
        Usage = new() { TotalRequests = 5, SuccessfulRequests = 4, FailedRequests = 1, LastRequestAt = Instant, AverageDuration = 12.5 },
    };

    public static HealthStatus Health { get; } = new()
    {
        Status = ServiceStatus.Degraded,
        Timestamp = Instant,
        Uptime = 3600.5,
        Services = new Dictionary<string, ServiceStatus> { ["timegpt"] = ServiceStatus.Ok, ["gpt4"] = new("asleep") },
    };

    public static object[] Requests { get; } = [Optimize, Analyze, CreateKey];

    public static object[] Responses { get; } = [Recommendation, Analysis, Profile, CreatedKey, KeyInfo, KeyDetails, Health];

    public static object[] All { get; } = [.. Requests, .. Responses];

    private static RecommendationMetadata Metadata => new()
    {
        WorkflowId = "wf-1",
        Timestamp = Instant,
        ProcessingTime = 812.5,
        LlmProvider = LlmProvider.OpenAI,
        LlmModel = "m-1",
        RequestId = "req_1",
    };

    public static HistoricalPrice[] Prices(params string[] symbols) =>
    [
        .. symbols.SelectMany(symbol => Enumerable.Range(0, 90).Select(day => new HistoricalPrice
        {
            Symbol = symbol,
            Timestamp = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day),
            Price = 100.25m + day,
            Volume = 1000,
        })),
    ];
}

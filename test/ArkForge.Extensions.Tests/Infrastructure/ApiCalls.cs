namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>All operations of both clients.</summary>
internal static class ApiCalls
{
    private const string Recommendation =
        """{"allocation":{"BTC":60.5,"ETH":39.5},"expectedReturn":0.15,"expectedVolatility":0.4,"sharpeRatio":1.2,"confidence":0.8,"actions":[{"action":"buy","symbol":"BTC","targetPercentage":60.5,"currentPercentage":50,"change":10.5}]}""";

    private const string Analysis =
        """{"expectedReturn":0.15,"expectedVolatility":0.4,"sharpeRatio":1.2,"maxDrawdown":0.3,"valueAtRisk95":0.05,"diversificationRatio":1.1,"riskContributions":{"BTC":70,"ETH":30}}""";

    private const string Profiles =
        """[{"name":"moderate","description":"Balanced","targetVolatility":"15-25%","maxDrawdown":"20%","expectedReturn":"10-15%","assetPreferences":["BTC","ETH"]}]""";

    private const string KeyInfo =
        """{"id":7,"prefix":"sk-arkforge-0000","name":"desk","scopes":["read","trade"],"createdAt":"2026-01-01T00:00:00Z","lastUsedAt":"2026-01-02T00:00:00Z","expiresAt":"2026-12-31T00:00:00Z","isActive":true}""";

    private const string KeyDetails =
        """{"id":7,"prefix":"sk-arkforge-0000","name":"desk","scopes":["read"],"createdAt":"2026-01-01T00:00:00Z","expiresAt":"2026-12-31T00:00:00Z","isActive":true,"usage":{"totalRequests":10,"successfulRequests":9,"failedRequests":1,"lastRequestAt":"2026-01-02T00:00:00Z","averageDuration":12.5}}""";

    private static readonly OptimizePortfolioRequest Optimize = new() { Assets = [" btc", "ETH"], RiskProfile = RiskProfileType.Moderate };
    private static readonly AnalyzePortfolioRequest Analyze = new() { Portfolio = new() { ["btc"] = 60, ["ETH"] = 40 }, HorizonDays = 30 };
    private static readonly CreateKeyRequest Create = new() { Name = "desk", ExpiresInDays = 90, Scopes = [ApiKeyScope.Read, ApiKeyScope.Write] };
    private static readonly UpdateScopesRequest Scopes = new() { Scopes = [ApiKeyScope.Admin] };

    public static readonly ApiCall GetHealth = new(
        "GetHealth", "GET", "/health", null, """{"status":"ok","timestamp":"2026-01-01T00:00:00Z","uptime":12.5,"services":{"timegpt":"ok","finbert":"degraded"}}""",
        async (portfolio, _, options, token) => await portfolio.GetHealthAsync(options, token),
        (portfolio, _, options, token) => portfolio.GetHealth(options, token));

    public static readonly ApiCall OptimizePortfolio = new(
        "OptimizePortfolio", "POST", "/api/v1/portfolio/optimize", """{"assets":["BTC","ETH"],"riskProfile":"moderate"}""", Recommendation,
        async (portfolio, _, options, token) => await portfolio.OptimizePortfolioAsync(Optimize, options, token),
        (portfolio, _, options, token) => portfolio.OptimizePortfolio(Optimize, options, token));

    public static readonly ApiCall AnalyzePortfolio = new(
        "AnalyzePortfolio", "POST", "/api/v1/portfolio/analyze", """{"portfolio":{"BTC":60,"ETH":40},"horizonDays":30}""", Analysis,
        async (portfolio, _, options, token) => await portfolio.AnalyzePortfolioAsync(Analyze, options, token),
        (portfolio, _, options, token) => portfolio.AnalyzePortfolio(Analyze, options, token));

    public static readonly ApiCall GetRiskProfiles = new(
        "GetRiskProfiles", "GET", "/api/v1/portfolio/risk-profiles", null, Profiles,
        async (portfolio, _, options, token) => await portfolio.GetRiskProfilesAsync(options, token),
        (portfolio, _, options, token) => portfolio.GetRiskProfiles(options, token));

    public static readonly ApiCall CreateKey = new(
        "CreateKey", "POST", "/api/v1/keys", """{"name":"desk","expiresInDays":90,"scopes":["read","write"]}""", Answers.CreatedKey,
        async (_, keys, options, token) => await keys.CreateKeyAsync(Create, options, token),
        (_, keys, options, token) => keys.CreateKey(Create, options, token));

    public static readonly ApiCall ListKeys = new(
        "ListKeys", "GET", "/api/v1/keys", null, $"[{KeyInfo}]",
        async (_, keys, options, token) => await keys.ListKeysAsync(options, token),
        (_, keys, options, token) => keys.ListKeys(options, token));

    public static readonly ApiCall GetKeyDetails = new(
        "GetKeyDetails", "GET", "/api/v1/keys/7", null, KeyDetails,
        async (_, keys, options, token) => await keys.GetKeyDetailsAsync(7, options, token),
        (_, keys, options, token) => keys.GetKeyDetails(7, options, token));

    public static readonly ApiCall RevokeKey = new(
        "RevokeKey", "DELETE", "/api/v1/keys/7", null, "",
        async (_, keys, options, token) =>
        {
            await keys.RevokeKeyAsync(7, null, options, token);
            return null;
        },
        (_, keys, options, token) =>
        {
            keys.RevokeKey(7, null, options, token);
            return null;
        });

    public static readonly ApiCall RevokeKeyWithReason = new(
        "RevokeKeyWithReason", "DELETE", "/api/v1/keys/7", """{"reason":"leaked"}""", "",
        async (_, keys, options, token) =>
        {
            await keys.RevokeKeyAsync(7, new() { Reason = "leaked" }, options, token);
            return null;
        },
        (_, keys, options, token) =>
        {
            keys.RevokeKey(7, new() { Reason = "leaked" }, options, token);
            return null;
        });

    public static readonly ApiCall RotateKey = new(
        "RotateKey", "POST", "/api/v1/keys/7/rotate", null, Answers.CreatedKey,
        async (_, keys, options, token) => await keys.RotateKeyAsync(7, null, options, token),
        (_, keys, options, token) => keys.RotateKey(7, null, options, token));

    public static readonly ApiCall RotateKeyWithName = new(
        "RotateKeyWithName", "POST", "/api/v1/keys/9223372036854775807/rotate", """{"name":"desk 2"}""", Answers.CreatedKey,
        async (_, keys, options, token) => await keys.RotateKeyAsync(long.MaxValue, new() { Name = "desk 2" }, options, token),
        (_, keys, options, token) => keys.RotateKey(long.MaxValue, new() { Name = "desk 2" }, options, token));

    public static readonly ApiCall UpdateScopes = new(
        "UpdateScopes", "PATCH", "/api/v1/keys/7/scopes", """{"scopes":["admin"]}""", "",
        async (_, keys, options, token) =>
        {
            await keys.UpdateScopesAsync(7, Scopes, options, token);
            return null;
        },
        (_, keys, options, token) =>
        {
            keys.UpdateScopes(7, Scopes, options, token);
            return null;
        });

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        GetHealth, OptimizePortfolio, AnalyzePortfolio, GetRiskProfiles, CreateKey, ListKeys, GetKeyDetails, RevokeKey, RevokeKeyWithReason,
        RotateKey, RotateKeyWithName, UpdateScopes,
    ];
}

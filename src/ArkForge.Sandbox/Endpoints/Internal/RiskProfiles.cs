namespace ArkForge.Sandbox.Endpoints.Internal;

internal static class RiskProfiles
{
    public static readonly object[] All =
    [
        Profile("conservative", "Least volatility.", "the lowest attainable", "10-25 %", "whatever the calmest portfolio earns", "USDC", "DAI", "BTC"),
        Profile("moderate", "Greatest Sharpe ratio.", "where return per risk peaks", "20-50 %", "the tangency portfolio's", "BTC", "ETH", "USDC"),
        Profile("aggressive", "Greatest expected return.", "not limited", "40-90 %", "the highest attainable", "SOL", "ETH", "AVAX"),
    ];

    private static object Profile(
        string name, string description, string targetVolatility, string maxDrawdown, string expectedReturn, params string[] assets) =>
        new { name, description, targetVolatility, maxDrawdown, expectedReturn, assetPreferences = assets };
}

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>One operation of the contract.</summary>
/// <param name="Name">Its name in logs and messages.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Path">Its path, relative to the base address, with <c>{keyId}</c> for the key's id.</param>
internal sealed record Operation(string Name, HttpMethod Method, string Path)
{
    public static readonly Operation GetHealth = new("GetHealth", HttpMethod.Get, "/health");
    public static readonly Operation OptimizePortfolio = new("OptimizePortfolio", HttpMethod.Post, "/api/v1/portfolio/optimize");
    public static readonly Operation AnalyzePortfolio = new("AnalyzePortfolio", HttpMethod.Post, "/api/v1/portfolio/analyze");
    public static readonly Operation GetRiskProfiles = new("GetRiskProfiles", HttpMethod.Get, "/api/v1/portfolio/risk-profiles");
    public static readonly Operation CreateKey = new("CreateKey", HttpMethod.Post, "/api/v1/keys");
    public static readonly Operation ListKeys = new("ListKeys", HttpMethod.Get, "/api/v1/keys");
    public static readonly Operation GetKeyDetails = new("GetKeyDetails", HttpMethod.Get, "/api/v1/keys/{keyId}");
    public static readonly Operation RevokeKey = new("RevokeKey", HttpMethod.Delete, "/api/v1/keys/{keyId}");
    public static readonly Operation RotateKey = new("RotateKey", HttpMethod.Post, "/api/v1/keys/{keyId}/rotate");
    public static readonly Operation UpdateScopes = new("UpdateScopes", HttpMethod.Patch, "/api/v1/keys/{keyId}/scopes");

    /// <summary>Whether the operation may change something, and so carries an idempotency key.</summary>
    public bool IsWrite => Method != HttpMethod.Get;
}

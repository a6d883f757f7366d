namespace ArkForge.Extensions;

/// <summary>How the names of JSON members are written. Both spellings are always read.</summary>
public enum JsonNaming
{
    /// <summary><c>riskProfile</c>: what the ArkForge service speaks.</summary>
    CamelCase,

    /// <summary><c>risk_profile</c>: for services that follow the design document's examples.</summary>
    SnakeCase,
}

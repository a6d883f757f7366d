namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>In which wrappings an answer may come, besides bare and under <c>data</c>.</summary>
/// <param name="innerNames">The names, in both spellings, under which the payload may stand inside of that.</param>
internal sealed class ResponseShape(params string[] innerNames)
{
    /// <summary>Bare or under <c>data</c>.</summary>
    public static ResponseShape Plain { get; } = new();

    public static ResponseShape Recommendation { get; } = new("recommendation");

    public static ResponseShape Keys { get; } = new("keys");

    public static ResponseShape RiskProfiles { get; } = new("profiles", "riskProfiles", "risk_profiles");

    public IReadOnlyList<string> InnerNames => innerNames;
}

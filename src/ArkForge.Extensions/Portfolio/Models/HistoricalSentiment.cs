using System.Text.Json;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Portfolio.Internal;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>The mood about an asset at one instant of a backtest.</summary>
public sealed record HistoricalSentiment
{
    /// <summary>The asset's symbol; trimmed and upper-cased.</summary>
    [Given("the symbol of the asset")]
    public string Asset { get; init => field = value is null ? null! : AssetSymbol.Normalize(value); } = "";

    /// <summary>When the mood was measured.</summary>
    [Given("the instant of the measurement, with its offset")]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The mood as a number: -1 (worst) to 1 (best). Must be given.</summary>
    [Given("a score between -1 and 1")]
    [Within(-1, 1)]
    public double? Score { get; init; }

    /// <summary>The mood in words.</summary>
    [OneOf<SentimentCategory>]
    public SentimentCategory Category { get; init; }

    /// <summary>How certain the measurement is: 0 to 1. Must be given.</summary>
    [Given("a confidence between 0 and 1")]
    [Within(0, 1)]
    public double? Confidence { get; init; }

    /// <summary>The Galaxy Score of the asset: 0 to 100.</summary>
    [Within(0, 100)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? GalaxyScore { get; init; }

    /// <summary>The AltRank of the asset: 1 (first) to 4000.</summary>
    [Within(1, 4000)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AltRank { get; init; }

    /// <summary>Social figures of any shape: a JSON object.</summary>
    /// <remarks>
    /// Make one from any object with <see cref="JsonSerializer.SerializeToElement{TValue}(TValue, JsonSerializerOptions?)"/>.
    /// </remarks>
    [JsonObject]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Social
    {
        get;

        // A copy outlives the document that the element came from.
        init => field = value is { ValueKind: not JsonValueKind.Undefined } element ? element.Clone() : null;
    }
}

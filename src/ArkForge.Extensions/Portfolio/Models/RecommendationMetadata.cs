using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>How an answer came about. What the service left out is <see langword="null"/>.</summary>
public sealed record RecommendationMetadata
{
    /// <summary>The service's name for the run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WorkflowId { get; init; }

    /// <summary>When the answer was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>How long the service took, in milliseconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ProcessingTime { get; init; }

    /// <summary>Who ran the language model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LlmProvider? LlmProvider { get; init; }

    /// <summary>The language model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LlmModel { get; init; }

    /// <summary>The service's name for the request; quote it when asking for support.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }
}

using System.Text.Json.Serialization;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>How the service should go about its work; nothing in it changes what is asked.</summary>
public sealed record WorkflowOptions
{
    /// <summary>Whether forecasts and sentiment may be gathered at the same time.</summary>
    /// <value>Not sent by default: the service decides.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Parallel { get; init; }

    /// <summary>Who runs the language model; any provider that the service knows.</summary>
    /// <value>Not sent by default: the service decides.</value>
    [AnyOf<LlmProvider>]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LlmProvider? LlmProvider { get; init; }

    /// <summary>The name of the language model, in the provider's words.</summary>
    /// <value>Not sent by default: the service decides.</value>
    [NotBlank]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LlmModel { get; init; }

    /// <summary>Whether the answer should explain itself.</summary>
    /// <value>Not sent by default; the service then explains.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IncludeRationale { get; init; }
}

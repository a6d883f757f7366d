using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>How an API key has been used since it was made.</summary>
public sealed record ApiKeyUsage
{
    /// <summary>All requests.</summary>
    [JsonRequired]
    public long TotalRequests { get; init; }

    /// <summary>The requests that succeeded.</summary>
    [JsonRequired]
    public long SuccessfulRequests { get; init; }

    /// <summary>The requests that failed.</summary>
    [JsonRequired]
    public long FailedRequests { get; init; }

    /// <summary>When the last request came; <see langword="null"/> when none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastRequestAt { get; init; }

    /// <summary>How long requests took on average, in milliseconds; <see langword="null"/> when the service did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AverageDuration { get; init; }
}

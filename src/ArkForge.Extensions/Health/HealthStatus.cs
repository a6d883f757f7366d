using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>How well the service, and what it depends on, works.</summary>
public sealed record HealthStatus
{
    /// <summary>The service as a whole.</summary>
    [JsonRequired]
    public ServiceStatus Status { get; init; }

    /// <summary>When the service looked; <see langword="null"/> when it did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>How long the service has been running, in seconds; <see langword="null"/> when it did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Uptime { get; init; }

    /// <summary>What the service depends on, by name (<c>timegpt</c>, <c>claude</c> and the like); empty when it did not say.</summary>
    public IReadOnlyDictionary<string, ServiceStatus> Services { get; init; } = new Dictionary<string, ServiceStatus>();
}

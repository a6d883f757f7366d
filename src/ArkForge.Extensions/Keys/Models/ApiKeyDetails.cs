using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>What the service tells about an API key, and how it has been used.</summary>
public sealed record ApiKeyDetails : ApiKeyInfo
{
    /// <summary>How the key has been used.</summary>
    [JsonRequired]
    public ApiKeyUsage Usage { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}

using System.Globalization;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions;

/// <summary>What the service tells about an API key; never the key itself.</summary>
public record ApiKeyInfo
{
    /// <summary>The number by which the key is managed.</summary>
    [JsonRequired]
    public long Id { get; init; }

    /// <summary>The key's first 16 characters, by which people recognise it.</summary>
    [JsonRequired]
    public string Prefix { get; init => field = value is null ? "" : Redaction.Prefix(value); } = "";

    /// <summary>The name for people; empty when the key has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the key may do.</summary>
    [JsonRequired]
    public IReadOnlyList<ApiKeyScope> Scopes { get; init; } = [];

    /// <summary>When the key was made.</summary>
    [JsonRequired]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the key was last used; <see langword="null"/> when it never was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When the key ends; <see langword="null"/> when the service names no end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the key works: neither revoked nor expired when the service answered.</summary>
    [JsonRequired]
    public bool IsActive { get; init; }

    /// <summary>The key's number, first characters and name, with any key that was pasted into the name cut short.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{GetType().Name} {Id} {Prefix}... {Redaction.Text(Name ?? "")}");
}

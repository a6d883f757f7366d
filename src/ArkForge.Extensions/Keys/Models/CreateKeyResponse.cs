using System.Diagnostics;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions;

/// <summary>A new API key, shown this one time only.</summary>
/// <remarks>The text and debugger views of this object show the key's first 16 characters at most.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record CreateKeyResponse
{
    private readonly string? _prefix;

    /// <summary>The full key. Store it in a safe place: it cannot be asked for again.</summary>
    [JsonRequired]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; init; } = "";

    /// <summary>The number by which the key is managed.</summary>
    [JsonRequired]
    public long KeyId { get; init; }

    /// <summary>The key's first 16 characters, by which people recognise it.</summary>
    public string Prefix
    {
        get => _prefix ?? Redaction.Prefix(ApiKey);
        init => _prefix = value is null ? null : Redaction.Prefix(value);
    }

    /// <summary>What the service says about keeping the key safe.</summary>
    public string Warning { get; init; } = "This API key will only be shown once. Store it securely.";

    /// <summary>The key's number and first characters, never the key.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => $"{nameof(CreateKeyResponse)} {KeyId} {Prefix}...";
}

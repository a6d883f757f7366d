using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>Asks for a new API key.</summary>
/// <remarks>Members that are left out are not sent, and the service's own defaults hold.</remarks>
public sealed record CreateKeyRequest
{
    /// <summary>A name for people: 1 to 100 characters.</summary>
    [Given("a name of 1 to 100 characters")]
    [StringLength(100, ErrorMessage = "{0} is longer than 100 characters: shorten it.")]
    public string Name { get; init; } = "";

    /// <summary>How long the key is good for, in days: 1 to 365.</summary>
    /// <value>Not sent by default; the service then takes 365.</value>
    [Within(1, 365, Unit = "days")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExpiresInDays { get; init; }

    /// <summary>What the key may do; any scope that the service knows, none twice.</summary>
    /// <value>Not sent by default: the service decides.</value>
    [AnyOf<ApiKeyScope>]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ApiKeyScope>? Scopes { get; init => field = value is null ? null : Array.AsReadOnly([.. value]); }

    /// <summary>The name, with any key that was pasted into it cut short, and the scopes.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => $"{nameof(CreateKeyRequest)} {Redaction.Text(Name ?? "")} ({string.Join(", ", Scopes ?? [])})";
}

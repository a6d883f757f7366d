using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>Says why an API key is revoked.</summary>
public sealed record RevokeKeyRequest
{
    /// <summary>The reason, for the people who look at the key later: up to 500 characters.</summary>
    /// <value>Not sent by default.</value>
    [StringLength(500, ErrorMessage = "{0} is longer than 500 characters: shorten it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>Says how the key that replaces another is made.</summary>
public sealed record RotateKeyRequest
{
    /// <summary>The name of the new key: 1 to 100 characters.</summary>
    /// <value>Not sent by default; the new key then has the name of the old one.</value>
    [NotBlank]
    [StringLength(100, ErrorMessage = "{0} is longer than 100 characters: shorten it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}

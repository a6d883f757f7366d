using System.ComponentModel.DataAnnotations;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions.Keys.Internal;

/// <summary>The body of a rotation.</summary>
internal sealed record RotateKeyRequest
{
    [NotBlank]
    [StringLength(100, ErrorMessage = "{0} is longer than 100 characters: shorten it.")]
    public string? Name { get; init; }
}

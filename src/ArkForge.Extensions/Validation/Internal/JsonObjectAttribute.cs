using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>An open member holds a JSON object.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JsonObjectAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is JsonElement { ValueKind: not JsonValueKind.Object } element
            ? Fault.On(validationContext, $"is of the JSON kind {element.ValueKind}; it must be an object.")
            : ValidationResult.Success;
}

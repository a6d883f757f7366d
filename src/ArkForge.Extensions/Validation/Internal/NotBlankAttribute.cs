using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>An optional text says something when it is there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotBlankAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string text && string.IsNullOrWhiteSpace(text)
            ? Fault.On(validationContext, "is blank: give a text or leave it out.")
            : ValidationResult.Success;
}

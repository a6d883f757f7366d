using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>
/// A value must be given: neither null, nor blank, nor an instant that was never set. It derives from <see cref="RequiredAttribute"/> so
/// that model binding adds no rule of its own and API descriptions show the member as required.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GivenAttribute(string what) : RequiredAttribute
{
    public override bool IsValid(object? value) => value is DateTimeOffset instant ? instant != default : base.IsValid(value);

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        IsValid(value) ? ValidationResult.Success : Fault.On(validationContext, $"is missing: give {what}.");
}

using System.ComponentModel.DataAnnotations;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>A request's value is one that the contract names.</summary>
/// <typeparam name="T">The set of values.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute<T> : ValidationAttribute
    where T : struct, IOpenEnum<T>
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not T given || T.KnownValues.Contains(given.Value, StringComparer.Ordinal)) return ValidationResult.Success;
        var choice = $"one of {string.Join(", ", T.KnownValues)}";
        return Fault.On(
            validationContext,
            given.Value.Length == 0 ? $"is missing: give {choice}." : $"is {Shown.Text(given.Value)}; it must be {choice}.");
    }
}

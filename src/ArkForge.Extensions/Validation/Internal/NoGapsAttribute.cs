using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>A list without nulls in it, which neither model binding nor the nullable annotations would report.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NoGapsAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not IList items) return ValidationResult.Success;
        var gaps = Enumerable.Range(0, items.Count).Where(i => items[i] is null).Take(5)
            .Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        return gaps.Length == 0
            ? ValidationResult.Success
            : Fault.On(validationContext, $"has nothing at position {string.Join(", ", gaps)}: give an entry there or remove it.");
    }
}

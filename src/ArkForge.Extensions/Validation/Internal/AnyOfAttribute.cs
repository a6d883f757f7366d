using System.ComponentModel.DataAnnotations;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>Values of an open set, one or a list: any text, but none blank and none twice.</summary>
/// <typeparam name="T">The set of values.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AnyOfAttribute<T> : ValidationAttribute
    where T : struct, IOpenEnum<T>
{
    /// <summary>Whether a list must have at least one value.</summary>
    public bool AtLeastOne { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        IReadOnlyList<T> given = value switch { T one => [one], IReadOnlyList<T> many => many, _ => [] };
        List<string> problems = [];
        if (AtLeastOne && given.Count == 0) problems.Add($"is empty: give at least one, such as {string.Join(", ", T.KnownValues)}");
        if (given.Any(one => string.IsNullOrWhiteSpace(one.Value)))
            problems.Add($"has a blank value: give a text such as {string.Join(", ", T.KnownValues)}, or leave it out");

        var repeated = given.GroupBy(one => one).Where(group => group.Key.Value.Length > 0 && group.Skip(1).Any())
            .Select(group => Shown.Text(group.Key.Value)).Take(5).ToArray();
        if (repeated.Length > 0) problems.Add($"names {string.Join(", ", repeated)} more than once: name every value once");

        return problems.Count == 0 ? ValidationResult.Success : Fault.On(validationContext, string.Join("; ", problems) + ".");
    }
}

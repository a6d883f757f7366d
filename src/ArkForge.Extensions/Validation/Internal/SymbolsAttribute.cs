using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>A list of asset symbols: none blank, none twice once trimmed and upper-cased.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SymbolsAttribute : ValidationAttribute
{
    /// <summary>Whether the list must name at least one asset.</summary>
    public bool AtLeastOne { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not IReadOnlyList<string> symbols) return ValidationResult.Success;
        List<string> problems = [];
        if (AtLeastOne && symbols.Count == 0) problems.Add("is empty: name at least one asset");

        var blanks = Enumerable.Range(0, symbols.Count).Where(i => string.IsNullOrWhiteSpace(symbols[i])).ToArray();
        if (blanks.Length > 0)
        {
            var positions = string.Join(", ", blanks.Take(5).Select(i => i.ToString(CultureInfo.InvariantCulture)));
            problems.Add($"has no symbol at position {positions}: name an asset there or remove the entry");
        }

        var repeated = symbols.Where(symbol => !string.IsNullOrWhiteSpace(symbol))
            .GroupBy(symbol => symbol, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any()).Select(group => Shown.Text(group.Key)).Take(5).ToArray();
        if (repeated.Length > 0) problems.Add($"names {string.Join(", ", repeated)} more than once: name every asset once");

        return problems.Count == 0 ? ValidationResult.Success : Fault.On(validationContext, string.Join("; ", problems) + ".");
    }
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>Percentages of a whole portfolio: each between 0 and 100, together 100 but for rounding.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholePortfolioAttribute : ValidationAttribute
{
    private const decimal Tolerance = 0.1m;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not AssetPercentages percentages) return ValidationResult.Success;
        List<string> problems = [];
        if (percentages.ContainsKey("")) problems.Add("has a percentage without a symbol: name its asset");

        var outside = percentages.Where(pair => pair.Value is < 0 or > 100).Take(5)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Shown.Text(pair.Key)} {pair.Value}")).ToArray();
        if (outside.Length > 0)
            problems.Add($"has percentages outside 0 to 100 ({string.Join(", ", outside)}): give every holding its share of 100");
        else if (Math.Abs(percentages.Total - 100) > Tolerance)
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"sums to {percentages.Total}; the percentages must sum to 100 (within {Tolerance})"));

        return problems.Count == 0 ? ValidationResult.Success : Fault.On(validationContext, string.Join("; ", problems) + ".");
    }
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>
/// A range whose message shows the value and its unit whatever the culture. Not a number is out of every range, and so is infinity.
/// It derives from <see cref="RangeAttribute"/> so that API descriptions show the bounds.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithinAttribute(double minimum, double maximum) : RangeAttribute(minimum, maximum)
{
    public WithinAttribute(double minimum)
        : this(minimum, double.MaxValue)
    {
    }

    /// <summary>What the number counts, such as <c>days</c>.</summary>
    public string Unit { get; init; } = "";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        IsValid(value)
            ? ValidationResult.Success
            : Fault.On(validationContext, $"is {Convert.ToString(value, CultureInfo.InvariantCulture)}; it must be {Bounds}.");

    private string Bounds
    {
        get
        {
            var unit = Unit.Length == 0 ? "" : " " + Unit;
            if ((double)Maximum < double.MaxValue)
                return string.Create(CultureInfo.InvariantCulture, $"between {Minimum} and {Maximum}{unit}");
            var relation = MinimumIsExclusive ? "greater than" : "at least";
            return string.Create(CultureInfo.InvariantCulture, $"{relation} {Minimum}{unit}");
        }
    }
}

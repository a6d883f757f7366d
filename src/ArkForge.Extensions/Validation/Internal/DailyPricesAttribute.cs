using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>A backtest needs enough daily prices of every asset; prices of other assets do not matter.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DailyPricesAttribute : ValidationAttribute
{
    private const int FewestDays = 90;
    private const int MostNamed = 10;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not IReadOnlyList<HistoricalPrice> prices) return ValidationResult.Success;
        var days = new Dictionary<string, HashSet<int>>(StringComparer.OrdinalIgnoreCase);
        foreach (var symbol in SymbolsOf(validationContext.ObjectInstance))
        {
            if (!string.IsNullOrWhiteSpace(symbol)) days.TryAdd(symbol, []);
        }

        foreach (var price in prices)
        {
            if (price?.Symbol is { } symbol && days.TryGetValue(symbol, out var ofSymbol))
                ofSymbol.Add(DateOnly.FromDateTime(price.Timestamp.UtcDateTime).DayNumber);
        }

        var tooFew = days.Where(pair => pair.Value.Count < FewestDays)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Shown.Text(pair.Key)} has {pair.Value.Count}")).ToArray();
        if (tooFew.Length == 0) return ValidationResult.Success;
        var named = string.Join(", ", tooFew.Take(MostNamed)) + (tooFew.Length > MostNamed ? ", and others" : "");
        var problem = $"is too short for a backtest: {named} of at least {FewestDays} daily prices; add days, or leave the history out.";
        return Fault.On(validationContext, problem);
    }

    private static IEnumerable<string> SymbolsOf(object request) => request switch
    {
        OptimizePortfolioRequest optimize => optimize.Assets ?? [],
        AnalyzePortfolioRequest analyze => analyze.Portfolio?.Keys ?? [],
        _ => [],
    };
}

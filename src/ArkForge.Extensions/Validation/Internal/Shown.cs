using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>How a message may show a value that a caller gave: short, on one line, and never a whole key.</summary>
internal static class Shown
{
    private const int Longest = 40;

    public static string Text(string value)
    {
        var masked = Redaction.Text(value);
        var shown = masked.Length <= Longest ? masked : string.Concat(masked.AsSpan(0, Longest), "...");
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}'";
    }
}

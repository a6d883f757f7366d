using System.Globalization;

namespace ArkForge.Extensions.Tests.Serialization;

/// <summary>The cultures that break careless parsing and formatting.</summary>
internal static class Cultures
{
    public static readonly string[] Awkward = ["de-DE", "tr-TR", "th-TH", "fa-IR", "ar-SA", "sv-SE"];

    /// <summary>Runs something in a culture. The culture belongs to the current execution only, so tests stay parallel.</summary>
    public static void In(string name, Action action)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

using System.Text.RegularExpressions;

namespace ArkForge.Extensions.Tests.Wire;

/// <summary>The other spelling of an expected JSON text.</summary>
internal static partial class SnakeCase
{
    public static string Of(string json) =>
        Name().Replace(json, match => Hump().Replace(match.Value, hump => $"_{hump.Value.ToLowerInvariant()}"));

    [GeneratedRegex("\"[a-z][A-Za-z0-9]*\":")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Z]|(?<=[a-z])[0-9]")]
    private static partial Regex Hump();
}

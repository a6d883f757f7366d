using System.Text;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>The names of all members, in both spellings.</summary>
internal static class JsonNames
{
    /// <summary>Keeps readers from making a new string of every name they meet.</summary>
    public static DefaultJsonNameTable Table { get; } = new();

    /// <summary><c>ValueAtRisk95</c> becomes <c>value_at_risk_95</c>, as the Python client spells it.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && (char.IsAsciiLetterUpper(name[i]) || (char.IsAsciiDigit(name[i]) && !char.IsAsciiDigit(name[i - 1])));
            if (startsWord) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}

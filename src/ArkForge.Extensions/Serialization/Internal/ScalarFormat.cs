using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Reads a text.</summary>
internal delegate bool TryParseText<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A value that stands in one token.</summary>
/// <remarks>
/// Every scalar is read as its text and parsed here, by one strict grammar. So a number in quotes reads like the number ("40.0" as 40),
/// while "40,0", " 40" or "0x28" are refused; the number parsers of the JSON reader would accept some of these, as something else.
/// </remarks>
internal sealed class ScalarFormat<T>(string kind, TryParseText<T> parse, Action<JsonTextWriter, T> write, Func<T, bool>? isPresent = null)
    : JsonFormat<T>
{
    public override bool TryRead(JsonTextReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (reader.ReadAsString() is not { } text) return false;
        return parse(text, out value) ? true : throw reader.Fault($"does not hold {kind}");
    }

    public override bool IsPresent(T value) => isPresent?.Invoke(value) ?? base.IsPresent(value);

    public override void Write(JsonTextWriter writer, T value, JsonNaming naming) => write(writer, value);
}

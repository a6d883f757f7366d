using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>The steps that all formats of several tokens take.</summary>
internal static class JsonReaderSteps
{
    /// <summary>Steps onto the start of an object or a list.</summary>
    /// <returns><see langword="false"/> when there is no value, see <see cref="JsonFormat{T}.TryRead"/>.</returns>
    public static bool TryEnter(this JsonTextReader reader, JsonToken start, string kind)
    {
        reader.Read();
        if (reader.TokenType == start) return true;
        return reader.TokenType is JsonToken.Null or JsonToken.EndArray ? false : throw reader.Fault($"does not hold {kind}");
    }

    /// <summary>Steps onto the next name of the object that the reader is in.</summary>
    /// <returns><see langword="false"/> at the end of the object.</returns>
    public static bool TryNextName(this JsonTextReader reader, out string name)
    {
        var found = reader.Read() && reader.TokenType == JsonToken.PropertyName;
        name = found ? (string)reader.Value! : "";
        return found;
    }
}

using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>A list without nulls in it.</summary>
internal sealed class ListFormat<T>(JsonFormat<T> item) : JsonFormat<IReadOnlyList<T>>
{
    public override bool TryRead(JsonTextReader reader, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (!reader.TryEnter(JsonToken.StartArray, "a list")) return false;
        var items = new List<T>();
        while (item.TryRead(reader, out var read)) items.Add(read);
        if (reader.TokenType != JsonToken.EndArray) throw reader.Fault("has null for an entry");
        value = items.AsReadOnly();
        return true;
    }

    public override void Write(JsonTextWriter writer, IReadOnlyList<T> value, JsonNaming naming)
    {
        writer.WriteStartArray();
        foreach (var one in value)
        {
            if (item.IsPresent(one)) item.Write(writer, one, naming);
            else writer.WriteNull();
        }

        writer.WriteEndArray();
    }
}

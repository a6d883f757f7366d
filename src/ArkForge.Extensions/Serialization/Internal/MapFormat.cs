using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Values by name. The names are data: they are read and written as they are, in either naming.</summary>
internal sealed class MapFormat<TMap, T>(JsonFormat<T> item, Func<List<KeyValuePair<string, T>>, TMap> create) : JsonFormat<TMap>
    where TMap : IReadOnlyDictionary<string, T>
{
    public override bool TryRead(JsonTextReader reader, [MaybeNullWhen(false)] out TMap value)
    {
        value = default;
        if (!reader.TryEnter(JsonToken.StartObject, "an object")) return false;
        var pairs = new List<KeyValuePair<string, T>>();
        while (reader.TryNextName(out var name))
        {
            if (!item.TryRead(reader, out var read)) throw reader.Fault("has no value");
            pairs.Add(new(name, read));
        }

        try
        {
            value = create(pairs);
        }
        catch (ArgumentException)
        {
            // Which of two values is meant cannot be told, so neither is taken.
            throw reader.Fault("has two values for one name");
        }

        return true;
    }

    public override void Write(JsonTextWriter writer, TMap value, JsonNaming naming)
    {
        writer.WriteStartObject();
        foreach (var (name, one) in value)
        {
            writer.WritePropertyName(name);
            if (item.IsPresent(one)) item.Write(writer, one, naming);
            else writer.WriteNull();
        }

        writer.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Lets System.Text.Json (and so ASP.NET) read and write <see cref="AssetPercentages"/> as a plain object.</summary>
internal sealed class AssetPercentagesJsonConverter : JsonConverter<AssetPercentages>
{
    public override AssetPercentages Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var percentages = new List<KeyValuePair<string, decimal>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var symbol = reader.GetString()!;
            reader.Read();
            percentages.Add(new(symbol, ReadPercent(ref reader, options)));
        }

        try
        {
            return new(percentages);
        }
        catch (ArgumentException)
        {
            // Without a message of its own, System.Text.Json adds the path and names no value.
            throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, AssetPercentages value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (symbol, percent) in value) writer.WriteNumber(symbol, percent);
        writer.WriteEndObject();
    }

    private static decimal ReadPercent(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var percent = 0m;
        var read = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDecimal(out percent),
            JsonTokenType.String when options.NumberHandling.HasFlag(JsonNumberHandling.AllowReadingFromString) =>
                JsonNumber.TryParse(reader.GetString()!, out percent),
            _ => false,
        };
        return read ? percent : throw new JsonException();
    }
}

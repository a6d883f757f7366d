using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>A member of any shape, kept as it is.</summary>
internal sealed class JsonElementFormat : JsonFormat<JsonElement>
{
    public override bool IsPresent(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public override bool TryRead(JsonTextReader reader, out JsonElement value)
    {
        value = default;
        reader.Read();
        if (reader.TokenType is JsonToken.Null or JsonToken.EndArray) return false;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        // A number that became infinity must not turn into the text "Infinity": as a symbol the document refuses it.
        using (var copy = new JsonTextWriter(text) { FloatFormatHandling = FloatFormatHandling.Symbol })
            copy.WriteToken(reader, writeChildren: true);
        using var document = JsonDocument.Parse(text.ToString());
        value = document.RootElement.Clone();
        return true;
    }

    public override void Write(JsonTextWriter writer, JsonElement value, JsonNaming naming) =>
        writer.WriteRawValue(System.Text.Json.JsonSerializer.Serialize(value));
}

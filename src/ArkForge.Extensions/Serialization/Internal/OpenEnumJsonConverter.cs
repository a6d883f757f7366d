using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Lets System.Text.Json (and so ASP.NET) read and write an open enum as its text.</summary>
internal sealed class OpenEnumJsonConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    // A null reads as "not given", so that validation reports it together with all other faults.
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => T.Create(reader.GetString()!),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.Value.Length == 0) writer.WriteNullValue();
        else writer.WriteStringValue(value.Value);
    }
}

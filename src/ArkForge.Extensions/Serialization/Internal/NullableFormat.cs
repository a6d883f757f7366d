using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>A value that may be absent.</summary>
internal sealed class NullableFormat<T>(JsonFormat<T> inner) : JsonFormat<T?>
    where T : struct
{
    public override bool TryRead(JsonTextReader reader, out T? value)
    {
        var read = inner.TryRead(reader, out var inside);
        value = read ? inside : null;
        return read;
    }

    public override bool IsPresent(T? value) => value is { } inside && inner.IsPresent(inside);

    public override void Write(JsonTextWriter writer, T? value, JsonNaming naming) => inner.Write(writer, value!.Value, naming);
}

using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <inheritdoc cref="JsonFormat"/>
internal abstract class JsonFormat<T> : JsonFormat
{
    /// <summary>Reads the next value and leaves the reader on its last token.</summary>
    /// <returns>
    /// <see langword="false"/> when there is no value: the reader then stands on what it found instead, null or the end of a list.
    /// </returns>
    /// <exception cref="JsonReadException">Something else stands there.</exception>
    public abstract bool TryRead(JsonTextReader reader, [MaybeNullWhen(false)] out T value);

    /// <summary>Whether a member with this value is written at all.</summary>
    public virtual bool IsPresent(T value) => value is not null;

    public abstract void Write(JsonTextWriter writer, T value, JsonNaming naming);

    public override void WriteObject(JsonTextWriter writer, object value, JsonNaming naming) => Write(writer, (T)value, naming);
}

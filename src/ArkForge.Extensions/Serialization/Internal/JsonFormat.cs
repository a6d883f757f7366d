using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>How values of one type stand in JSON. Formats are built once per type and hold no state.</summary>
internal abstract class JsonFormat
{
    public abstract void WriteObject(JsonTextWriter writer, object value, JsonNaming naming);
}

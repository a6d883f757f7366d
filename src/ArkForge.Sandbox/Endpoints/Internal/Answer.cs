using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArkForge.Sandbox.Endpoints.Internal;

/// <summary>A finished answer: nothing is on the wire before the whole of it is known.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public bool IsSuccess => Status < 400;

    public static Answer Of(object body, int status = 200) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, Json));
}

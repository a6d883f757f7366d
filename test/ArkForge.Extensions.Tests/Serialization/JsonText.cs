using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Tests.Serialization;

/// <summary>Writes and reads by the client's own JSON, with texts instead of bytes.</summary>
internal static class JsonText
{
    public static string Of(object value, JsonNaming naming = JsonNaming.CamelCase) => Encoding.UTF8.GetString(ArkForgeJson.Write(value, naming));

    public static T Read<T>(string json, ResponseShape? shape = null) =>
        ArkForgeJson.Read<T>(Encoding.UTF8.GetBytes(json), shape ?? ResponseShape.Plain);

    /// <summary>Reads an object whose type is known at run time only.</summary>
    public static object Read(Type type, string json) =>
        typeof(JsonText).GetMethod(nameof(Read), 1, [typeof(string), typeof(ResponseShape)])!.MakeGenericMethod(type)
            .Invoke(null, [json, null])!;

    public static JsonReadException ReadFails<T>(string json, ResponseShape? shape = null) =>
        Assert.Throws<JsonReadException>(() => Read<T>(json, shape))!;

    /// <summary>What ASP.NET would write for a controller that returns the value.</summary>
    public static string Web(object value) => JsonSerializer.Serialize(value, value.GetType(), JsonSerializerOptions.Web);

    public static void AssertSame(string actual, string expected) =>
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)), Is.True, () => $"{actual}\nis not\n{expected}");

    /// <summary>The same JSON with the member called <paramref name="name"/> removed from its root.</summary>
    public static string Without(string json, string name)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        Assert.That(node.Remove(name), Is.True, name);
        return node.ToJsonString();
    }
}

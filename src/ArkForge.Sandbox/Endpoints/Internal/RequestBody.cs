using System.Text.Json;
using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Endpoints.Internal;

internal static class RequestBody
{
    private static readonly byte[] Nothing = [.. "{}"u8];

    /// <summary>Parses a body and hands its members to a reader; no body at all reads as an empty object.</summary>
    /// <exception cref="RefusalException">The body is not JSON, or the reader found faults.</exception>
    public static T Read<T>(byte[] body, Func<JsonFields, FaultList, T> read)
    {
        using var document = Parse(body.Length == 0 ? Nothing : body);
        var faults = new FaultList();
        var fields = new JsonFields(document.RootElement, "", faults);
        faults.ThrowIfAny();
        return read(fields, faults);
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw FaultList.One("body", $"is not valid JSON (line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1})");
        }
    }
}

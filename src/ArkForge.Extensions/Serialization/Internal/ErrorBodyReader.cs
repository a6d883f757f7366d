using System.Text.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>
/// Reads error answers: the contract's envelope, <c>{"error":"text"}</c>, <c>{"code","message"}</c> and RFC 9457 problem details, in
/// both spellings. Whatever else comes is no error body, and nothing that comes makes it throw.
/// </summary>
internal static class ErrorBodyReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ErrorBody? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text in it that is no Unicode.
            return null;
        }
    }

    private static ErrorBody? Read(JsonElement root)
    {
        var error = Find(root, "error") ?? root;
        if (error.ValueKind != JsonValueKind.Object) error = root;

        var read = new ErrorBody
        {
            Code = Text(error, "code", "errorCode", "error_code") ?? Text(root, "code", "errorCode", "error_code"),
            Message = Text(error, "message", "detail", "title") ?? Text(root, "error", "message", "detail", "title"),
            RequestId = RequestIdOf(Find(root, "metadata")) ?? RequestIdOf(error) ?? RequestIdOf(root),
            Details = Find(error, "details") is { } details ? PlainJson.Object(details) : PlainJson.None,
            Faults = FaultsOf(Find(error, "errors") ?? Find(root, "errors")),
        };
        return read is { Code: null, Message: null, RequestId: null, Faults.Count: 0, Details.Count: 0 } ? null : read;
    }

    private static string? RequestIdOf(JsonElement? owner) =>
        owner is { } element ? Text(element, "requestId", "request_id", "traceId", "trace_id") : null;

    private static Dictionary<string, string[]> FaultsOf(JsonElement? errors)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (errors is not { ValueKind: JsonValueKind.Object } members) return faults;
        foreach (var member in members.EnumerateObject().Take(PlainJson.MostEntries))
        {
            string[] messages = member.Value.ValueKind switch
            {
                JsonValueKind.String => [PlainJson.Shortened(member.Value)],
                JsonValueKind.Array => [.. member.Value.EnumerateArray().Take(PlainJson.MostEntries)
                    .Where(one => one.ValueKind == JsonValueKind.String).Select(PlainJson.Shortened)],
                _ => [],
            };
            if (messages.Length > 0) faults[member.Name] = messages;
        }

        return faults;
    }

    /// <returns>The first of the members that holds a text that says something.</returns>
    private static string? Text(JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(owner, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found
                && PlainJson.Shortened(found) is var text && !string.IsNullOrWhiteSpace(text))
                return text;
        }

        return null;
    }

    private static JsonElement? Find(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : null;
}

using System.Text;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>Answers as they go over the wire.</summary>
internal static class Answer
{
    public const string RequestId = "req_wire_1";
    public const string HealthJson = """{"status":"ok"}""";

    public static readonly string Health = Json(HealthJson);
    public static readonly string CreatedKey = Json("""{"apiKey":"sk-arkforge-2222222222222222222222222222222222222222222222222222222222222222","keyId":7}""");

    public static string Json(string body, params string[] headers) => Status("200 OK", body, ["Content-Type: application/json", .. headers]);

    public static string Error(string status, string? code = null, params string[] headers) =>
        Status(status, code is null ? "" : $$$"""{"status":"error","error":{"code":"{{{code}}}","message":"It failed"}}""", ["Content-Type: application/json", .. headers]);

    /// <summary>An answer whose body is as many bytes as it declares.</summary>
    public static string Status(string status, string body, params string[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Head(status, [$"Content-Length: {bytes.Length}", .. headers]) + Encoding.Latin1.GetString(bytes);
    }

    public static string Head(string status, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nX-Request-Id: {RequestId}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    /// <summary>A whole answer with a body of any bytes.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> body, params string[] headers) =>
        [.. Encoding.Latin1.GetBytes(Head("200 OK", [$"Content-Length: {body.Length}", .. headers])), .. body];
}

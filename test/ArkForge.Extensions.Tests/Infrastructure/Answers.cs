using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>What a service may answer, beyond <see cref="StubHandler.Json"/> and <see cref="StubHandler.Error"/>.</summary>
internal static class Answers
{
    public const string Health = """{"status":"ok"}""";

    public const string CreatedKey = """{"apiKey":"sk-arkforge-new","keyId":7,"prefix":"sk-arkforge-new","warning":"once"}""";

    public static HttpResponseMessage Ok() => StubHandler.Json(Health);

    public static HttpResponseMessage Status(HttpStatusCode status, params (string Name, string Value)[] headers) =>
        With(StubHandler.Error(status), headers);

    /// <summary>With headers as a service may send them, whatever their grammar says.</summary>
    public static HttpResponseMessage With(this HttpResponseMessage response, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Text(string body, string mediaType, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };

    public static HttpResponseMessage Bytes(byte[] body, string? coding = null, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (coding is not null) content.Headers.Add("Content-Encoding", coding.Split(','));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }
}

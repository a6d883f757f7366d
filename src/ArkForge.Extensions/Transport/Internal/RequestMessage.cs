using System.Net.Mime;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>Builds the message of a call; the same message serves all its attempts.</summary>
internal static class RequestMessage
{
    public static HttpRequestMessage Create(CallContext call, string path, object? body)
    {
        var baseUrl = call.Options.BaseUrl?.AbsoluteUri ?? ArkForgeOptions.DefaultBaseUrl;
        if (body is not null) call.RequestBody = ArkForgeJson.Write(body, call.Options.JsonNaming);
        var message = new HttpRequestMessage(call.Operation.Method, baseUrl.TrimEnd('/') + path)
        {
            // Never without content: a request without it is silently sent again by the handler below when a connection
            // breaks, and then attempts, permits and requests on the wire no longer agree.
            Content = new ReadOnlyMemoryContent(call.RequestBody),
        };
        call.AttachTo(message);
        if (body is not null) message.Content.Headers.ContentType = new(MediaTypeNames.Application.Json, "utf-8");
        message.Headers.Accept.Add(new(MediaTypeNames.Application.Json));
        message.Headers.AcceptEncoding.ParseAdd(ContentDecoder.AcceptEncoding);
        message.Headers.UserAgent.ParseAdd(UserAgent.With(call.Options.UserAgentSuffix));
        message.Headers.Add("X-Client-Version", UserAgent.ClientVersion);
        if (call.IdempotencyKey is { } key) message.Headers.Add("Idempotency-Key", key);
        foreach (var (name, value) in call.Settings.Headers ?? new Dictionary<string, string>()) message.Headers.Add(name, value);
        return message;
    }
}

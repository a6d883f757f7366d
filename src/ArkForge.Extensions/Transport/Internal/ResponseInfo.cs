using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions.Transport.Internal;

internal static class ResponseInfo
{
    public static ArkForgeResponseInfo Of(CallContext call, HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            headers[name] = Redaction.Text(values.ToString());
        return new ArkForgeResponseInfo
        {
            RequestId = call.RequestId,
            StatusCode = response.StatusCode,
            Attempts = call.Attempts,
            Elapsed = call.Elapsed,
            IdempotencyKey = call.IdempotencyKey,
            Quota = call.Observation?.ToSnapshot(),
            Headers = headers.AsReadOnly(),
        };
    }
}

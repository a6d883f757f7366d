using System.Net;
using System.Text.Json;

namespace ArkForge.Sandbox.Tests;

/// <summary>What came back: status, headers and a JSON body, always.</summary>
internal sealed record Reply(HttpResponseMessage Response, JsonElement Body)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string Code => Body.GetProperty("error").GetProperty("code").GetString()!;

    public string Message => Body.GetProperty("error").GetProperty("message").GetString()!;

    public JsonElement Recommendation => Body.GetProperty("data").GetProperty("recommendation");

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}

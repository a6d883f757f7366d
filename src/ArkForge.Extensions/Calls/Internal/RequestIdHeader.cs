using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>Finds the service's request id among the headers that may bear it.</summary>
internal static class RequestIdHeader
{
    private const int MaxLength = 256;
    private static readonly string[] Names = ["X-Request-Id", "Request-Id", "traceparent"];

    public static string? Find(HttpResponseMessage response)
    {
        foreach (var name in Names)
        {
            if (!response.Headers.NonValidated.TryGetValues(name, out var values)) continue;
            foreach (var value in values)
                if (!string.IsNullOrWhiteSpace(value)) return Redaction.Text(value.Length <= MaxLength ? value : value[..MaxLength]);
        }

        return null;
    }
}

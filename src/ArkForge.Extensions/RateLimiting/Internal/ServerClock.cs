using System.Net.Http.Headers;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Reads the service's clock from its answer.</summary>
internal static class ServerClock
{
    /// <summary>Reads the <c>Date</c> header.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="now">This machine's clock, returned when the header is missing, repeated or garbage.</param>
    /// <returns>The service's clock when it answered, in whole seconds where it comes from the header.</returns>
    public static DateTimeOffset Read(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.NonValidated.TryGetValues("Date", out var values) && values.Count == 1
        && HttpDate.TryParse(values.ToString(), now, out var date)
            ? date
            : now;
}

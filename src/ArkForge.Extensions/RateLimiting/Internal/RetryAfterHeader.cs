using System.Globalization;
using System.Net.Http.Headers;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds, or a date in any of its three forms.</summary>
internal static class RetryAfterHeader
{
    private const string Name = "Retry-After";

    /// <summary>Reads how long the service asks callers to stay away.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="now">This machine's clock; the answer's <c>Date</c> header is preferred to it where a date must be subtracted.</param>
    /// <returns>
    /// The longest time asked for, cut to 24 hours; zero for a date in the past; <see langword="null"/> when the header is missing or garbage.
    /// </returns>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        if (!headers.NonValidated.TryGetValues(Name, out var values))
            return null;

        var serverNow = ServerClock.Read(headers, now);
        foreach (var value in values)
        {
            if (Longest(value, serverNow) is { } time && !(time <= longest))
                longest = time;
        }

        return longest;
    }

    // Intermediaries join repeated headers with commas, and two of the date forms have a comma of their own.
    private static TimeSpan? Longest(ReadOnlySpan<char> value, DateTimeOffset serverNow)
    {
        TimeSpan? longest = null;
        while (!value.IsEmpty)
        {
            var end = value.IndexOf(',');
            if (end >= 0 && !value[..end].ContainsAnyInRange('0', '9'))
            {
                var next = value[(end + 1)..].IndexOf(',');
                end = next < 0 ? -1 : end + 1 + next;
            }

            var item = end < 0 ? value : value[..end];
            if (ReadOne(item.Trim(" \t"), serverNow) is { } time && !(time <= longest))
                longest = time;

            value = end < 0 ? [] : value[(end + 1)..];
        }

        return longest;
    }

    private static TimeSpan? ReadOne(ReadOnlySpan<char> item, DateTimeOffset serverNow)
    {
        if (!item.IsEmpty && !item.ContainsAnyExceptInRange('0', '9'))
        {
            // All digits and yet no long: more seconds than anybody waits.
            return long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? QuotaBounds.FromSeconds(seconds)
                : QuotaBounds.MaxTime;
        }

        return HttpDate.TryParse(item, serverNow, out var date) ? QuotaBounds.Clamp(date - serverNow) : null;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>Reads what an answer says about the quota. Pure, and never throws, whatever the service sends.</summary>
internal static class RateLimitHeaders
{
    // Below 2001-09-09 a number cannot be an instant of this service, and above the year 5138 it cannot be in seconds.
    private const long FirstEpochSecond = 1_000_000_000;
    private const long FirstEpochMillisecond = 100_000_000_000;

    private static readonly long LastEpochMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads <c>X-RateLimit-*</c>, else <c>RateLimit</c> and <c>RateLimit-Policy</c>, and <c>Retry-After</c>.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="now">This machine's clock.</param>
    /// <returns>What was said; without quota when the set is incomplete or contradicts itself.</returns>
    public static QuotaObservation Read(HttpResponseHeaders headers, HttpStatusCode status, DateTimeOffset now)
    {
        var observation = ReadQuota(headers, now);
        return observation with
        {
            ObservedAt = now,
            IsThrottled = status == HttpStatusCode.TooManyRequests,
            RetryAfter = RetryAfterHeader.Read(headers, now),
        };
    }

    private static QuotaObservation ReadQuota(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (TryReadNumber(headers, "X-RateLimit-Limit", out var limit)
            && TryReadNumber(headers, "X-RateLimit-Remaining", out var remaining)
            && TryReadNumber(headers, "X-RateLimit-Reset", out var reset)
            && IsPlausible(limit, remaining))
        {
            return Create(limit, remaining, reset, window: null, ServerClock.Read(headers, now));
        }

        return TryReadSingle(headers, "RateLimit", out var field)
            && RateLimitField.TryRead(field, ReadAll(headers, "RateLimit-Policy"), out var quota)
            && IsPlausible(quota.Limit, quota.Remaining)
                ? Create(quota.Limit, quota.Remaining, AsDelta(quota.Reset), quota.Window, ServerClock.Read(headers, now))
                : default;
    }

    private static bool IsPlausible(long limit, long remaining) =>
        limit is > 0 and <= QuotaBounds.MaxLimit && remaining >= 0 && remaining <= limit;

    // The draft knows no instants: however large, its reset is a time.
    private static long AsDelta(long reset) => Math.Min(reset, FirstEpochSecond - 1);

    private static QuotaObservation Create(long limit, long remaining, long reset, long? window, DateTimeOffset serverNow)
    {
        reset = Math.Min(reset, LastEpochMillisecond);
        var untilReset = reset switch
        {
            < FirstEpochSecond => QuotaBounds.FromSeconds(reset),
            < FirstEpochMillisecond => QuotaBounds.FromSeconds(reset - serverNow.ToUnixTimeSeconds()),
            _ => TimeSpan.FromMilliseconds(Math.Clamp(
                reset - serverNow.ToUnixTimeMilliseconds(), 0, (long)QuotaBounds.MaxTime.TotalMilliseconds)),
        };

        return new()
        {
            Limit = (int)limit,
            Remaining = (int)remaining,
            UntilReset = untilReset,
            ServerResetsAt = ServerResetsAt(reset, untilReset, serverNow),
            Window = window > 0 ? QuotaBounds.FromSeconds(window.Value) : null,
        };
    }

    // An absolute instant is passed on as it came, for it names the window; it is rebuilt only where it was cut.
    private static DateTimeOffset ServerResetsAt(long reset, TimeSpan untilReset, DateTimeOffset serverNow)
    {
        if (untilReset >= QuotaBounds.MaxTime || reset < FirstEpochSecond)
            return Add(serverNow, untilReset);

        return reset < FirstEpochMillisecond
            ? DateTimeOffset.FromUnixTimeSeconds(reset)
            : DateTimeOffset.FromUnixTimeMilliseconds(reset);
    }

    private static DateTimeOffset Add(DateTimeOffset instant, TimeSpan time) =>
        DateTimeOffset.MaxValue - instant < time ? DateTimeOffset.MaxValue : instant + time;

    private static bool TryReadNumber(HttpResponseHeaders headers, string name, out long number)
    {
        number = 0;
        return TryReadSingle(headers, name, out var text)
            && long.TryParse(text.AsSpan().Trim(" \t"), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadSingle(HttpResponseHeaders headers, string name, out string text)
    {
        var found = headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1;
        text = found ? values.ToString() : "";
        return found;
    }

    private static string ReadAll(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(',', (IEnumerable<string>)values) : "";
}

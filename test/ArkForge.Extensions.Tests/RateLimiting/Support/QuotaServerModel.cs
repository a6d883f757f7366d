using System.Globalization;

namespace ArkForge.Extensions.Tests.RateLimiting.Support;

/// <summary>A service with a fixed-window quota and honest headers of whole seconds, on a clock of its own.</summary>
internal sealed class QuotaServerModel(DateTimeOffset windowsFrom, TimeSpan window, int limit)
{
    private long _window = -1;

    public int Limit { get; set; } = limit;

    /// <summary>Writes Reset as the remaining seconds instead of an instant.</summary>
    public bool ResetAsDelta { get; init; }

    /// <summary>Calls granted, by window.</summary>
    public Dictionary<long, int> Granted { get; } = [];

    public int Refused { get; private set; }

    private int Used { get; set; }

    /// <summary>Counts a call that arrives.</summary>
    public (bool Granted, int Remaining, DateTimeOffset ResetsAt, int Limit) Count(DateTimeOffset serverNow)
    {
        var index = (serverNow - windowsFrom).Ticks / window.Ticks;
        if (index != _window)
            (_window, Used) = (index, 0);

        var granted = Used < Limit;
        if (granted)
        {
            Used++;
            Granted[index] = Granted.GetValueOrDefault(index) + 1;
        }
        else
        {
            Refused++;
        }

        return (granted, Math.Max(0, Limit - Used), windowsFrom + ((index + 1) * window), Limit);
    }

    /// <summary>The answer's headers, cut to whole seconds, as sent at an instant of the service's clock.</summary>
    public HttpResponseMessage Answer((bool Granted, int Remaining, DateTimeOffset ResetsAt, int Limit) count, DateTimeOffset sent)
    {
        var left = Math.Max(0, (long)(count.ResetsAt - sent).TotalSeconds);
        var answer = new HttpResponseMessage(count.Granted ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.TooManyRequests);
        answer.Headers.Add("Date", sent.ToString("R", CultureInfo.InvariantCulture));
        answer.Headers.Add("X-RateLimit-Limit", Text(count.Limit));
        answer.Headers.Add("X-RateLimit-Remaining", Text(count.Remaining));
        answer.Headers.Add("X-RateLimit-Reset", Text(ResetAsDelta ? left : count.ResetsAt.ToUnixTimeSeconds()));
        if (!count.Granted)
            answer.Headers.Add("Retry-After", Text(left));

        return answer;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

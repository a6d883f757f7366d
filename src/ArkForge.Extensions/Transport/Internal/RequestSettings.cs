using System.Buffers;
using ArkForge.Extensions.Authentication.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>Checks the options of one call before anything is sent.</summary>
internal static class RequestSettings
{
    private const int MaxIdempotencyKeyLength = 255;
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(24);

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What the corridor sets, and what would change where a message ends.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Accept", "Accept-Encoding", "Allow", "Connection", "Cookie", "Expect", "Expires", "Host", "Idempotency-Key", "Last-Modified", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "X-Client-Version",
    };

    /// <summary>The faults of a call's options: member path to message.</summary>
    public static IEnumerable<(string Path, string Message)> FindFaults(ArkForgeRequestOptions settings)
    {
        if (settings.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > MaxTimeout))
            yield return ("options.Timeout", $"must be above 0 and at most 24 h, but is {timeout:c}; leave it out for the client's total timeout");

        if (settings.IdempotencyKey is { } key && (key.Length is 0 or > MaxIdempotencyKeyLength || !IsVisible(key)))
            yield return ("options.IdempotencyKey", "must be 1 to 255 visible ASCII characters; use an id such as a GUID");

        if (settings.ApiKey is { } apiKey && ApiKeyFormat.FindFault(apiKey) is { } fault)
            yield return ("options.ApiKey", $"{fault}; give the full key, or leave it out for the client's key");

        foreach (var (name, value) in settings.Headers ?? new Dictionary<string, string>())
        {
            if (FindHeaderFault(name, value) is { } headerFault) yield return ("options.Headers", headerFault);
        }
    }

    private static string? FindHeaderFault(string name, string? value)
    {
        using var probe = new HttpRequestMessage();
        if (!IsToken(name)) return "has a header whose name is not a token; use letters, digits and hyphens";
        if (Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            return $"must not set {name}, which the client sets itself; remove it";
        if (value is null || value.AsSpan().ContainsAnyExceptInRange('\x20', '\x7E'))
            return $"has a value for {name} that cannot be sent in a header; use visible ASCII characters";
        try
        {
            probe.Headers.Add(name, value);
            return null;
        }
        catch (FormatException)
        {
            return $"has a value for {name} that this header cannot have; see its definition";
        }
    }

    private static bool IsVisible(string text) => !text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E');

    private static bool IsToken(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(TokenCharacters);
}

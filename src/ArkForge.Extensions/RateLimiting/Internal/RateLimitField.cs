using System.Globalization;

namespace ArkForge.Extensions.RateLimiting.Internal;

/// <summary>
/// Reads the IETF draft's <c>RateLimit</c> and <c>RateLimit-Policy</c> fields, in the newer form (<c>"default";r=50;t=30</c> with
/// <c>"default";q=100;w=60</c>) and the older one (<c>limit=100, remaining=50, reset=30</c> with <c>100;w=60</c>).
/// </summary>
internal static class RateLimitField
{
    /// <summary>The numbers of one policy as they came: calls, calls, seconds, seconds.</summary>
    internal readonly record struct Quota(long Limit, long Remaining, long Reset, long? Window);

    /// <summary>Reads the policy that leaves the fewest calls.</summary>
    /// <param name="field">Value of <c>RateLimit</c>.</param>
    /// <param name="policies">Value of <c>RateLimit-Policy</c>, empty if missing.</param>
    /// <param name="quota">The numbers read.</param>
    /// <returns>Whether limit, remaining and reset are all there, once each.</returns>
    public static bool TryRead(ReadOnlySpan<char> field, ReadOnlySpan<char> policies, out Quota quota)
    {
        quota = default;
        if (field.TrimStart(' ').StartsWith('"'))
            return TryReadNewer(field, policies, out quota);

        long? limit = null, remaining = null, reset = null;
        while (TryTake(ref field, ',', out var member))
        {
            if (!TryReadParameter(member, out var name, out var value))
                return false;

            if (!(name switch
            {
                "limit" => TrySet(ref limit, value),
                "remaining" => TrySet(ref remaining, value),
                "reset" => TrySet(ref reset, value),
                _ => true,
            }))
            {
                return false;
            }
        }

        if (limit is null || remaining is null || reset is null)
            return false;

        quota = new(limit.Value, remaining.Value, reset.Value, FindWindow(policies, limit.Value));
        return true;
    }

    private static bool TryReadNewer(ReadOnlySpan<char> field, ReadOnlySpan<char> policies, out Quota quota)
    {
        quota = default;
        var found = false;
        while (TryTake(ref field, ',', out var member))
        {
            TryTake(ref member, ';', out var name);
            if (!TryReadPair(member, 'r', 't', out var remaining, out var reset)
                || remaining is null || reset is null
                || !TryFindPolicy(policies, name, out var limit, out var window))
            {
                return false;
            }

            if (!found || remaining < quota.Remaining)
                quota = new(limit, remaining.Value, reset.Value, window);

            found = true;
        }

        return found;
    }

    private static bool TryFindPolicy(ReadOnlySpan<char> policies, ReadOnlySpan<char> wanted, out long limit, out long? window)
    {
        (limit, window) = (0, null);
        var found = false;
        while (TryTake(ref policies, ',', out var policy))
        {
            TryTake(ref policy, ';', out var name);
            if (!name.SequenceEqual(wanted))
                continue;

            if (found || !TryReadPair(policy, 'q', 'w', out var q, out window) || q is null)
                return false;

            limit = q.Value;
            found = true;
        }

        return found;
    }

    private static long? FindWindow(ReadOnlySpan<char> policies, long limit)
    {
        while (TryTake(ref policies, ',', out var policy))
        {
            TryTake(ref policy, ';', out var name);
            if (TryReadNumber(name, out var policyLimit) && policyLimit == limit && TryReadPair(policy, 'w', 'w', out var window, out _))
                return window;
        }

        return null;
    }

    private static bool TryReadPair(ReadOnlySpan<char> parameters, char first, char second, out long? firstValue, out long? secondValue)
    {
        (firstValue, secondValue) = (null, null);
        while (TryTake(ref parameters, ';', out var parameter))
        {
            if (!TryReadParameter(parameter, out var name, out var value) || name.Length != 1)
                continue;

            if (name[0] == first ? !TrySet(ref firstValue, value) : name[0] == second && !TrySet(ref secondValue, value))
                return false;
        }

        return true;
    }

    private static bool TryReadParameter(ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var equals = text.IndexOf('=');
        name = equals < 0 ? text : text[..equals].Trim(' ');
        value = equals < 0 ? [] : text[(equals + 1)..].Trim(' ');
        return equals > 0;
    }

    // A number that is said twice contradicts itself, even when both are equal.
    private static bool TrySet(ref long? number, ReadOnlySpan<char> text)
    {
        if (number is not null || !TryReadNumber(text, out var value))
            return false;

        number = value;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // Splits at the separator, but not inside a quoted string.
    private static bool TryTake(ref ReadOnlySpan<char> text, char separator, out ReadOnlySpan<char> taken)
    {
        if (text.IsEmpty)
        {
            taken = [];
            return false;
        }

        var quoted = false;
        var end = 0;
        for (; end < text.Length && (quoted || text[end] != separator); end++)
        {
            if (quoted && text[end] == '\\')
                end++;
            else if (text[end] == '"')
                quoted = !quoted;
        }

        end = Math.Min(end, text.Length);
        taken = text[..end].Trim(" \t");
        text = end < text.Length ? text[(end + 1)..] : [];
        return true;
    }
}

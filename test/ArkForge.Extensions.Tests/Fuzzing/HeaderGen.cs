using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>Headers as a server may send them: right, nearly right, and any bytes.</summary>
internal static class HeaderGen
{
    private static readonly string[] Names =
    [
        "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit", "RateLimit-Policy", "Retry-After", "Date",
        "X-Request-Id", "Request-Id", "traceparent", "x-ratelimit-limit", "Server", "Via", "Set-Cookie", "Location", "WWW-Authenticate",
    ];

    private static readonly string[] Likely =
    [
        "", " ", "0", "1", "2", "50", "100", "1000", "-1", "+5", "1.5", "1e3", "0x10", "007", "1000000000", "1000000000000", "1772366430",
        "1772366430000", "253402300799", "9223372036854775807", "9223372036854775808", "99999999999999999999999", "١٢", "5, 10", "1,2,3",
        "Sun, 01 Mar 2026 12:00:30 GMT", "Sunday, 01-Mar-26 12:00:30 GMT", "Sun Mar  1 12:00:30 2026", "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT", "Sun, 01 Mar 2026 12:00:30", "\"default\";r=50;t=30", "\"default\";q=100;w=60", "\"a\";r=1;t=9, \"b\";r=0;t=1",
        "limit=100, remaining=50, reset=30", "100;w=60", "\"unfinished", "\"a\\\"b\";r=1;t=1", ";;;", ",,,", "=", "req_1729789200_abc123",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    ];

    // What the socket handler lets through: bytes as Latin-1, without NUL, CR and LF.
    private static readonly Gen<string> AnyBytes =
        Gen.String[Gen.Char['\u0001', '\u00FF'].Where(c => c is not ('\r' or '\n')), 0, 40];

    /// <summary>One value.</summary>
    public static readonly Gen<string> Text = Gen.Frequency(
        (4, Property.OneOf(Likely)),
        (2, Gen.Select(Property.OneOf(Likely), Property.OneOf(Likely), Property.OneOf("", ",", ", ", ";", " ", "=")).Select((one, two, glue) => one + glue + two)),
        (2, Gen.Select(Property.OneOf(Likely), Gen.Int[0, 40], AnyBytes).Select((text, at, noise) => text.Insert(Math.Min(at, text.Length), noise))),
        (1, Gen.String[Gen.Char["0123456789"], 1, 400]),
        (1, Gen.Select(AnyBytes, AnyBytes).Select((before, after) => before + TestKeys.Canary + after)),
        (1, AnyBytes));

    /// <summary>The headers of one answer, some of them repeated.</summary>
    public static readonly Gen<(string Name, string Value)[]> Answers = Gen.Select(Property.OneOf(Names), Text).Array[0, 12];

    public static HttpResponseMessage Answer(IEnumerable<(string Name, string Value)> headers)
    {
        var answer = new HttpResponseMessage();
        foreach (var (name, value) in headers) answer.Headers.TryAddWithoutValidation(name, value);
        return answer;
    }

    public static string Print((string Name, string Value)[] headers) => string.Join(" | ", headers.Select(header => $"{header.Name}: {header.Value}"));
}

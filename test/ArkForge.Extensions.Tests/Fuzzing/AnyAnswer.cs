using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>What one attempt may meet: any status, headers and body, or any failure of the network.</summary>
internal sealed record AnyAnswer
{
    private static readonly Func<Exception>[] Failures =
    [
        .. Enum.GetValues<HttpRequestError>().Select(error => (Func<Exception>)(() => new HttpRequestException(error, TestKeys.Canary, new IOException(TestKeys.Canary)))),
        () => new HttpRequestException("no reason", new SocketException((int)SocketError.ConnectionReset)),
        () => new HttpRequestException("no reason", new AuthenticationException(TestKeys.Canary)),
        () => new IOException(TestKeys.Canary),
        () => new HttpIOException(HttpRequestError.ResponseEnded),
        () => new OperationCanceledException(),
        () => new TaskCanceledException("connect", new TimeoutException()),
        () => new ObjectDisposedException("handler"),
        () => new InvalidOperationException(TestKeys.Canary),
        () => new FormatException(TestKeys.Canary),
    ];

    private static readonly Gen<byte[]> Bodies = Gen.Frequency(
        (4, Property.OneOf(JsonFuzzTests.ValidBodies)),
        (3, Gen.Select(Property.OneOf(JsonFuzzTests.ValidBodies), JsonMutation.Any.Array[1, 3]).Select(JsonMutation.ApplyAll)),
        (3, JsonFuzzTests.ErrorBodies),
        (1, Property.OneOf("", "[]", "{}", "null", $$"""{"error":{"code":"{{TestKeys.Canary}}","message":"{{TestKeys.Canary}}","details":{"{{TestKeys.Canary}}":"{{TestKeys.Canary}}"} } }""")
            .Select(Encoding.UTF8.GetBytes)));

    private static readonly Gen<(string, string)[]> ContentHeaders = Gen.Select(
        Property.OneOf("application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/html", "garbage", ";;;", ""),
        Property.OneOf("", "", "", "gzip", "br", "identity", "gzip, br", "zstd", "x-gzip", "\u00FF"))
        .Select((type, coding) => new[] { ("Content-Type", type), ("Content-Encoding", coding) }.Where(header => header.Item2.Length > 0).ToArray());

    private static readonly Gen<int> Statuses = Gen.Frequency(
        (6, Property.OneOf(200, 201, 204)),
        (6, Property.OneOf(400, 401, 403, 404, 408, 409, 413, 421, 422, 429, 500, 501, 502, 503, 504, 505)),
        (2, Gen.Int[100, 999]));

    private static readonly Gen<TimeSpan> Delays = Gen.Frequency(
        (8, Gen.Int[1, 3_000].Select(time => TimeSpan.FromMilliseconds(time))), (1, Gen.Const(TimeSpan.FromDays(1))));

    public required TimeSpan Delay { get; init; }

    public Exception? Failure { get; init; }

    public int Status { get; init; } = 200;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> BodyHeaders { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public bool IsTorn { get; init; }

    public static readonly Gen<AnyAnswer> Any = Gen.Frequency(
        (5, Gen.Select(Statuses, HeaderGen.Answers, ContentHeaders, Bodies, Gen.Int[0, 9], Delays).Select((status, headers, content, body, chance, delay) => new AnyAnswer
        {
            Delay = delay,
            Status = status,
            Headers = headers,
            BodyHeaders = content,
            Body = chance < 7 ? Encode(body, content) : body,
            IsTorn = chance == 9,
        })),
        (1, Gen.Select(Property.OneOf(Failures), Delays).Select((failure, delay) => new AnyAnswer { Delay = delay, Failure = failure() })));

    private static byte[] Encode(byte[] body, (string Name, string Value)[] headers)
    {
        var coding = headers.FirstOrDefault(header => header.Name == "Content-Encoding").Value;
        if (coding is not ("gzip" or "br")) return body;
        using var output = new MemoryStream();
        using (Stream encoder = coding == "br" ? new BrotliStream(output, CompressionLevel.Fastest) : new GZipStream(output, CompressionLevel.Fastest))
            encoder.Write(body);
        return output.ToArray();
    }
}

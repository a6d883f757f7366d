using System.Text;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>A request as its bytes arrived.</summary>
/// <remarks>Connections are numbered from 1.</remarks>
internal sealed record RawRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, int Connection)
{
    public byte[] Body { get; set; } = [];

    public int ContentLength => Headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0;

    public string Key => Headers["Authorization"]["Bearer ".Length..];

    public static RawRequest Parse(ReadOnlySpan<byte> head, int connection)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new RawRequest(start[0], start[1], headers.ToDictionary(group => group.Key, group => string.Join(", ", group), StringComparer.OrdinalIgnoreCase), connection);
    }
}

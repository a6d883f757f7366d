using ArkForge.Extensions.Diagnostics.Internal;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Where a reader stands, in words that a log may keep.</summary>
internal static class JsonReaderFaults
{
    private const int LongestPath = 120;

    public static JsonReadException Fault(this JsonTextReader reader, string problem) =>
        new(problem, SafePath(reader.Path), reader.LineNumber);

    public static JsonReadException MissingMember(this JsonTextReader reader, string member) =>
        new("has no value", SafePath(reader.Path.Length == 0 ? member : $"{reader.Path}.{member}"), reader.LineNumber);

    // The path may run through keys of a dictionary, which are the server's own words.
    private static string SafePath(string path)
    {
        var masked = Redaction.Text(path);
        return masked.Length <= LongestPath ? masked : string.Concat(masked.AsSpan(0, LongestPath), "...");
    }
}

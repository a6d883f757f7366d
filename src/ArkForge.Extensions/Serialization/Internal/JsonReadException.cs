namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>
/// A body could not be read. The message says where, and never what stood there: the exceptions of the JSON libraries quote values,
/// so they are not chained.
/// </summary>
internal sealed class JsonReadException(string problem, string? path = null, long? line = null) : Exception(Describe(problem, path, line))
{
    /// <summary>The member that could not be read, such as <c>actions[0].change</c>.</summary>
    public string? Path => path;

    /// <summary>The line of the body, counted from 1.</summary>
    public long? Line => line;

    /// <summary>The same fault in a text that has lines before it.</summary>
    public JsonReadException After(int lines) => new(problem, path, line + lines);

    private static string Describe(string problem, string? path, long? line)
    {
        var where = string.IsNullOrEmpty(path) ? "" : $" at '{path}'";
        return line is null
            ? $"The body {problem}{where}."
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The body {problem}{where} (line {line}).");
    }
}

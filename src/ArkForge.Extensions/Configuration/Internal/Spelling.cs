namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Says what a mistyped name may have been meant to be.</summary>
internal static class Spelling
{
    public static string Suggest(string mistyped, IReadOnlyCollection<string> names) => Nearest(mistyped, names) is { } nearest
        ? $"did you mean {nearest}?"
        : $"the settings here are {string.Join(", ", names.Order(StringComparer.Ordinal))}";

    /// <summary>The name that is most like the mistyped one; <see langword="null"/> if none is like it.</summary>
    public static string? Nearest(string mistyped, IEnumerable<string> names) => names
        .Order(StringComparer.Ordinal)
        .Select(name => (Name: name, Distance: Distance(mistyped.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(2, candidate.Name.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Levenshtein distance, two rows.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var (i, c) in a.Index())
        {
            var current = new int[b.Length + 1];
            current[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
                current[j + 1] = Math.Min(Math.Min(current[j], previous[j + 1]) + 1, previous[j] + (c == b[j] ? 0 : 1));
            previous = current;
        }

        return previous[^1];
    }
}

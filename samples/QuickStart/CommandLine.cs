namespace QuickStart;

/// <summary>What the user typed: topics, or all of them; <c>--verbose</c>; <c>--help</c>.</summary>
internal sealed record CommandLine(IReadOnlyList<Topic> Topics, bool IsVerbose, bool WantsHelp, string? Fault)
{
    public static CommandLine Parse(string[] args)
    {
        var words = args.ToLookup(arg => arg.StartsWith('-'));
        var options = words[true].ToArray();
        var topics = words[false].Select(word => (Word: word, Topic: Find(word))).ToArray();
        var fault =
            options.Except(["--help", "-h", "--verbose", "-v"]).FirstOrDefault() is { } option ? $"There is no option '{option}'."
            : topics.FirstOrDefault(topic => topic.Topic is null) is { Word: { } unknown } ? $"There is no topic '{unknown}'."
            : null;
        return new CommandLine(
            topics.Length == 0 ? Topic.All : [.. topics.Select(topic => topic.Topic).OfType<Topic>()],
            IsVerbose: options.Contains("--verbose") || options.Contains("-v"),
            WantsHelp: options.Contains("--help") || options.Contains("-h"),
            fault);
    }

    private static Topic? Find(string name) => Topic.All.FirstOrDefault(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

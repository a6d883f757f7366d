namespace ArkForge.Samples.Tests.Snippets;

/// <summary>What readers copy compiles: every line of C# in the documents stands in <see cref="ReadmeSnippets"/>.</summary>
public sealed class DocumentationTests
{
    private const string BlockStart = "```csharp";
    private const string BlockEnd = "```";
    private static readonly string Root = FindRoot();

    private static readonly string[] Documents =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "samples/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Root, file)),
        .. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetRelativePath(Root, Path.Combine(folder, "README.md"))),
    ];

    [TestCaseSource(nameof(Documents))]
    public void Code_OfADocument_IsCompiled(string document)
    {
        var compiled = File.ReadLines(Path.Combine(Root, "test", "ArkForge.Samples.Tests", "Snippets", "ReadmeSnippets.cs")).Select(Essence).ToHashSet();

        Assert.That(CodeOf(document).Select(Essence).Where(line => !compiled.Contains(line)), Is.Empty);
    }

    [Test]
    public void Readme_HasCode_SoThatItsTestCanFail() => Assert.That(CodeOf("README.md").Count(), Is.GreaterThan(40));

    private static IEnumerable<string> CodeOf(string document)
    {
        var isCode = false;
        foreach (var line in File.ReadLines(Path.Combine(Root, document)))
        {
            if (line.StartsWith(BlockEnd, StringComparison.Ordinal)) isCode = line == BlockStart;
            else if (isCode && Essence(line).Length > 0) yield return line;
        }
    }

    // Without indentation, trailing comments, and the semicolon that ends a chain in one place and not in the other.
    private static string Essence(string line)
    {
        var comment = line.IndexOf(" //", StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).Trim().TrimEnd(';');
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ArkForge.Extensions.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}

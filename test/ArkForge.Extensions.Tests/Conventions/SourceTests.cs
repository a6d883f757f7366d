namespace ArkForge.Extensions.Tests.Conventions;

/// <summary>What reflection cannot see: where files stand, and words that must not be in them.</summary>
public sealed class SourceTests
{
    private static readonly (string Path, string Text)[] Files = [.. SourceTree.FilesOf(SourceTree.Client)];

    [Test]
    public void Namespaces_EndingInInternal_AndFoldersOfThatName_AreTheSame() => Assert.That(
        Files.Where(file => file.Path.Contains("/Internal/", StringComparison.Ordinal)
            != file.Text.Contains($"namespace ArkForge.Extensions.{file.Path.Split('/')[0]}.Internal;", StringComparison.Ordinal)).Select(file => file.Path),
        Is.Empty);

    [TestCase(".Result;")]
    [TestCase(".Result)")]
    [TestCase(".Wait()")]
    [TestCase(".GetAwaiter().GetResult()")]
    [TestCase("Thread.Sleep")]
    [TestCase("async void")]
    public void Source_OfTheClient_NeverBlocks(string blocking) =>
        Assert.That(Files.Where(file => file.Text.Contains(blocking, StringComparison.Ordinal)).Select(file => file.Path), Is.Empty);

    // From the top floor down, as docs/architecture.md draws it: a room may know those below it, and so there is no circle.
    private static readonly string[] Floors =
    [
        "DependencyInjection", "Portfolio", "Keys", "Health", "Transport", "Resilience", "RateLimiting", "Configuration", "Authentication",
        "Errors", "Calls", "Validation", "Serialization", "Diagnostics",
    ];

    [Test]
    public void Rooms_OfTheClient_AreAllOnTheDrawing() =>
        Assert.That(Files.Where(file => file.Path.Contains('/', StringComparison.Ordinal)).Select(file => file.Path.Split('/')[0]).Distinct(), Is.EquivalentTo(Floors));

    [TestCaseSource(nameof(Floors))]
    public void Arrows_OfARoom_PointDown(string room)
    {
        var below = Floors[(Array.IndexOf(Floors, room) + 1)..];

        Assert.That(
            from file in Files
            where file.Path.StartsWith(room + "/", StringComparison.Ordinal)
            from other in Floors
            where other != room && !below.Contains(other)
            where file.Text.Contains($"{other}.Internal.", StringComparison.Ordinal) || file.Text.Contains($"using ArkForge.Extensions.{other}.Internal;", StringComparison.Ordinal)
            select $"{file.Path} knows {other}",
            Is.Empty);
    }
}

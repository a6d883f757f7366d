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

    [Test]
    public void Usings_OfPolicyFreeRooms_PointNowhereUp()
    {
        string[] leaves = ["Diagnostics", "Validation", "Serialization", "Portfolio/Models", "Keys/Models", "Health"];
        string[] upper = ["Transport", "DependencyInjection", "RateLimiting", "Resilience", "Authentication", "Errors", "Keys", "Portfolio"];

        Assert.That(
            from file in Files
            where Array.Exists(leaves, leaf => file.Path.StartsWith(leaf + "/", StringComparison.Ordinal))
            from room in upper
                // A model may know the helpers of its own room.
            where !file.Path.StartsWith(room + "/", StringComparison.Ordinal) && file.Text.Contains($"using ArkForge.Extensions.{room}.Internal;", StringComparison.Ordinal)
            select $"{file.Path} uses {room}",
            Is.Empty);
    }
}

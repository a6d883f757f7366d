using System.Globalization;
using System.Text.RegularExpressions;
using QuickStart;

namespace ArkForge.Samples.Tests.QuickStart;

public sealed partial class TourTests
{
    private const char Escape = '\u001b';

    [Test]
    public async Task Process_WithoutArguments_ShowsEveryTopicAndExitsZero()
    {
        var (exitCode, output, error) = await QuickStartProcess.RunAsync([]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(error, Is.Empty);
            Assert.That(output, Does.Contain("Basics.cs").And.Contain("Portfolio.cs").And.Contain("Backtest.cs"));
            Assert.That(output, Does.Contain("Keys.cs").And.Contain("Errors.cs").And.Contain("Quota.cs"));
            Assert.That(output.Contains(Escape), Is.False, "plain when redirected");
            Assert.That(FullKey().IsMatch(output), Is.False, "a full key was shown");
        }
    }

    [TestCase("basics", 1)]
    [TestCase("portfolio", 1)]
    [TestCase("backtest", 1)]
    [SetCulture("de-DE")]
    public async Task RunAsync_TopicWithAllocation_PrintsSharesThatSumTo100(string topic, int allocations)
    {
        var (exitCode, output) = await RunAsync(topic);

        Assert.That(exitCode, Is.Zero);
        var totals = Share().Matches(output).Where(share => share.Groups["symbol"].Value == "total").ToArray();
        var shares = Share().Matches(output).Where(share => share.Groups["symbol"].Value != "total").Sum(Percent);
        Assert.That(totals, Has.Length.EqualTo(allocations));
        Assert.That(totals.Select(Percent), Is.All.EqualTo(100m).Within(0.1m));
        Assert.That(shares, Is.EqualTo(100m * allocations).Within(0.1m));
    }

    [TestCase("keys", "narrowed to read", "refused", "E_INVALID_API_KEY")]
    [TestCase("errors", "Constraints.MaxPositionSize", "CurrentPortfolio sums to 90", "E_INVALID_PARAMETERS")]
    [TestCase("quota", "8 of 8 calls answered", "refused 0 of 8 calls", "when to come")]
    [TestCase("PORTFOLIO", "sell", "swaps", "Why")]
    [TestCase("backtest", "made-up prices", "most return", "one day in twenty")]
    public async Task RunAsync_OneTopic_ShowsIt(string topic, params string[] expected)
    {
        var (exitCode, output) = await RunAsync(topic);

        Assert.That(exitCode, Is.Zero);
        foreach (var text in expected) Assert.That(output, Does.Contain(text));
        Assert.That(output.Contains(Escape), Is.False);
        Assert.That(FullKey().IsMatch(output), Is.False, "a full key was shown");
    }

    [TestCase("--help", 0, "quota")]
    [TestCase("-h", 0, "--verbose")]
    [TestCase("nonsense", 2, "There is no topic 'nonsense'")]
    [TestCase("--nonsense", 2, "There is no option '--nonsense'")]
    public async Task RunAsync_NothingToRun_SaysSo(string argument, int expectedCode, string expected)
    {
        var (exitCode, output) = await RunAsync(argument);

        Assert.That(exitCode, Is.EqualTo(expectedCode));
        Assert.That(output, Does.Contain(expected));
    }

    [Test]
    public async Task Process_ServiceWithoutKey_NamesTheSettingAndExitsOne()
    {
        var (exitCode, _, error) = await QuickStartProcess.RunAsync(["basics"], ("ARKFORGE_BASE_URL", "https://api.arkforge.example"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("ArkForge:ApiKey").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Process_ServiceNotThere_SaysSoAndExitsOne()
    {
        var (exitCode, _, error) = await QuickStartProcess.RunAsync(
            ["basics"],
            ("ARKFORGE_BASE_URL", "http://127.0.0.1:1"),
            ("ARKFORGE_API_KEY", "sk-arkforge-0123456789abcdef"),
            ("ArkForge__Retry__MaxAttempts", "1"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("cannot be reached").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Process_Verbose_LogsToStandardErrorOnly()
    {
        var (exitCode, output, error) = await QuickStartProcess.RunAsync(["keys", "--verbose"]);

        Assert.That(exitCode, Is.Zero);
        Assert.That(error, Does.Contain("POST /api/v1/keys, attempt 1"));
        Assert.That(error.Contains(Escape), Is.False);
        Assert.That(output, Does.Not.Contain("attempt 1"));
        Assert.That(FullKey().IsMatch(error), Is.False, "a full key was logged");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        return (await Tour.RunAsync(args, Display.Plain(output, output)), output.ToString());
    }

    private static decimal Percent(Match share) => decimal.Parse(share.Groups["percent"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ *(?<symbol>[A-Za-z]+) +(?<percent>\d+\.\d\d) %", RegexOptions.Multiline)]
    private static partial Regex Share();

    [GeneratedRegex("sk-arkforge-[0-9a-f]{64}")]
    private static partial Regex FullKey();
}

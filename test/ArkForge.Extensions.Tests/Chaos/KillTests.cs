using System.Diagnostics;
using System.Globalization;
using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Chaos;

/// <summary>A batch in a process of its own is killed, again and again, wherever it happens to be.</summary>
/// <remarks>The environment variable <c>ARKFORGE_TESTS_FULL=1</c> kills it 50 times instead of 10.</remarks>
public sealed class KillTests
{
    private const int Hang = 600_000;
    private const int RequestsPerKill = 8;

    private string _journal = "";

    [SetUp]
    public void SetUp() => _journal = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"kill-{Guid.NewGuid():N}.journal");

    [TearDown]
    public void TearDown() => File.Delete(_journal);

    [Test]
    [CancelAfter(Hang)]
    public async Task Batch_KilledAtRandomPointsAndResumed_NothingLostAndNothingDoneTwice(CancellationToken cancellationToken)
    {
        var kills = TestRun.IsFull ? 50 : 10;
        var (keyCount, portfolioCount) = (kills * RequestsPerKill, kills * 2);
        var random = new Random(50);
        await using var sandbox = await ArkForgeSandbox.StartAsync(options => options.QuotaLimit = 1_000_000, cancellationToken);
        using var gun = new Trigger(sandbox);

        var killed = 0;
        while (killed < kills)
        {
            using var victim = Start(sandbox, keyCount, portfolioCount);
            gun.Aim(victim, atRequest: random.Next(1, RequestsPerKill + 1));
            await victim.WaitForExitAsync(cancellationToken);
            if (!gun.HasFired) Assert.Fail($"The batch ended by itself with {victim.ExitCode} after {killed} kills: {await victim.StandardError.ReadToEndAsync(cancellationToken)}");
            killed++;
        }

        gun.PutAway();
        using (var last = Start(sandbox, keyCount, portfolioCount))
        {
            var complaints = await last.StandardError.ReadToEndAsync(cancellationToken);
            await last.WaitForExitAsync(cancellationToken);
            Assert.That(last.ExitCode, Is.Zero, complaints);
        }

        var lines = (await File.ReadAllLinesAsync(_journal, cancellationToken)).Select(line => line.Split('\t')).ToArray();
        var done = lines.Where(line => line[0] == "done").ToArray();
        var (listed, repeated) = await AskAsync(sandbox, lines, cancellationToken);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{killed} kills, {keyCount} keys and {portfolioCount} portfolios: {sandbox.Requests.Total} requests, {listed.Count} keys of {listed.Select(key => key.Name).Distinct().Count()} names, {done.Length} items done"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(done.Select(line => line[1]), Is.Unique, "done once");
            Assert.That(done, Has.Length.EqualTo(keyCount + portfolioCount), "nothing lost");
            Assert.That(listed.Select(key => key.Name), Is.Unique, "no key twice");
            Assert.That(listed.Select(key => $"{key.Name} {key.Id}"), Is.EquivalentTo(done.Where(IsKey).Select(line => $"{line[1]} {line[2]}")), "the keys of the journal");
            Assert.That(repeated, Is.EqualTo(done.Where(line => !IsKey(line)).ToDictionary(line => line[1], line => line[2])), "each optimised once: its repetition is answered from the record");
        }
    }

    private static bool IsKey(string[] line) => line[1].StartsWith("key-", StringComparison.Ordinal);

    private static async Task<(IReadOnlyList<ApiKeyInfo> Keys, Dictionary<string, string> Workflows)> AskAsync(
        ArkForgeSandbox sandbox, string[][] lines, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddSingleton<EnvironmentReader>(_ => static _ => null);
        services.AddArkForge().UseSandbox(sandbox);
        await using var provider = services.BuildServiceProvider();
        var portfolio = provider.GetRequiredService<IArkForgePortfolioClient>();
        var workflows = new Dictionary<string, string>();
        foreach (var line in lines.Where(line => line[0] == "begun" && !IsKey(line)))
        {
            var request = new OptimizePortfolioRequest { Assets = ["BTC", "ETH", "SOL"], RiskProfile = RiskProfileType.Moderate };
            var again = await portfolio.OptimizePortfolioAsync(request, new() { IdempotencyKey = line[2] }, cancellationToken);
            workflows.Add(line[1], again.Metadata!.WorkflowId!);
        }

        var listed = await provider.GetRequiredService<IArkForgeKeyClient>().ListKeysAsync(cancellationToken: cancellationToken);
        return ([.. listed.Where(key => key.Name.StartsWith("key-", StringComparison.Ordinal))], workflows);
    }

    private Process Start(ArkForgeSandbox sandbox, int keyCount, int portfolioCount)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ArkForge.Extensions.KillTarget.dll"), _journal,
                keyCount.ToString(CultureInfo.InvariantCulture), portfolioCount.ToString(CultureInfo.InvariantCulture),
            },
            Environment = { ["ARKFORGE_BASE_URL"] = sandbox.BaseAddress.AbsoluteUri, ["ARKFORGE_API_KEY"] = sandbox.AdminKey },
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Kills a process when the sandbox has seen so many of its requests, before the last of them is carried out or answered.</summary>
    private sealed class Trigger : IDisposable
    {
        private readonly Lock _gate = new();
        private Process? _victim;
        private int _left;

        public Trigger(ArkForgeSandbox sandbox) => sandbox.Faults.WithProbability(0, Fault.GarbageJson(), _ => Seen());

        public bool HasFired { get; private set; }

        public void Aim(Process victim, int atRequest)
        {
            lock (_gate) (_victim, _left, HasFired) = (victim, atRequest, false);
        }

        public void PutAway()
        {
            lock (_gate) _victim = null;
        }

        public void Dispose() => PutAway();

        private bool Seen()
        {
            lock (_gate)
            {
                if (_victim is null || --_left > 0) return false;
                _victim.Kill();
                (_victim, HasFired) = (null, true);
                return false;
            }
        }
    }
}

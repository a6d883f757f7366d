using System.Collections.Concurrent;
using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Chaos;

/// <summary>The sandbox breaks in every way it knows, over real sockets.</summary>
public sealed class SocketChaosTests
{
    private const int Hang = 120_000;

    [TestCase(1)]
    [TestCase(2)]
    [CancelAfter(Hang)]
    public async Task Workers_EverySandboxFault_EveryCallEndsAndNoKeyIsMadeTwice(int seed, CancellationToken cancellationToken)
    {
        const int Workers = 16, Calls = 25;
        await using var sandbox = await ArkForgeSandbox.StartAsync(
            options => (options.FaultSeed, options.QuotaLimit) = (seed, 1_000_000), cancellationToken);
        Fault[] faults =
        [
            Fault.Status(500), Fault.Status(503, retryAfter: "0"), Fault.Status(429, retryAfter: "0"), Fault.Status(502), Fault.ResetBeforeHeaders(), Fault.LostResponse(),
            Fault.CutAfterHeaders(), Fault.TruncatedBody(), Fault.StalledBody(), Fault.ContentType(), Fault.GarbageJson(), Fault.SkewedClock(TimeSpan.FromHours(5)),
        ];
        foreach (var fault in faults) sandbox.Faults.WithProbability(0.03, fault);
        await using var services = Client(sandbox);
        var keys = services.GetRequiredService<IArkForgeKeyClient>();
        var portfolio = services.GetRequiredService<IArkForgePortfolioClient>();
        var endings = new ConcurrentBag<Exception?>();
        var tried = new ConcurrentBag<string>();
        var made = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var call = 0; call < Calls; call++)
            {
                try
                {
                    if (call % 2 == 0)
                    {
                        await portfolio.GetRiskProfilesAsync(cancellationToken: cancellationToken);
                    }
                    else
                    {
                        var name = $"chaos-{worker}-{call}";
                        tried.Add(name);
                        await keys.CreateKeyAsync(new() { Name = name }, cancellationToken: cancellationToken);
                        made.Add(name);
                    }

                    endings.Add(null);
                }
                catch (ArkForgeException e)
                {
                    endings.Add(e);
                }
            }
        })));

        sandbox.Faults.Clear();
        var listed = (await keys.ListKeysAsync(cancellationToken: cancellationToken)).Select(key => key.Name).Where(name => name.StartsWith("chaos-", StringComparison.Ordinal)).ToArray();
        TestContext.Out.WriteLine($"seed {seed}: {sandbox.Requests.Total} requests, {sandbox.Faults.Injected} faults, {endings.Count(ending => ending is not null)} of {endings.Count} calls failed: {string.Join(", ", endings.OfType<ArkForgeException>().GroupBy(e => e.GetType().Name).Select(group => $"{group.Count()} {group.Key}"))}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(endings, Has.Count.EqualTo(Workers * Calls));
            Assert.That(listed, Is.Unique, "twice");
            Assert.That(listed, Is.SupersetOf(made).And.SubsetOf(tried), "what succeeded is there, and nothing that was not asked for");
            Assert.That(sandbox.Faults.Injected, Is.GreaterThan(50));
        }
    }

    private static ServiceProvider Client(ArkForgeSandbox sandbox)
    {
        var services = new ServiceCollection().AddSingleton<EnvironmentReader>(_ => static _ => null);
        services.AddArkForge(options =>
        {
            options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
            options.Retry.BudgetCapacity = 100_000;
            options.CircuitBreaker.Enabled = false;
            options.RateLimiting.Enabled = false;
            options.Timeouts.Attempt = TimeSpan.FromSeconds(1);
        }).UseSandbox(sandbox);
        return services.BuildServiceProvider();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Chaos;

/// <summary>Over real sockets: writes whose answers get lost are carried out once.</summary>
/// <remarks>The environment variable <c>ARKFORGE_TESTS_FULL=1</c> creates 10,000 keys instead of 500.</remarks>
public sealed class LostResponseTests
{
    private const int Hang = 600_000;
    private const int Workers = 32;

    [Test]
    [CancelAfter(Hang)]
    public async Task CreateKeys_ThirtyPercentOfTheResponsesLost_NoneTwiceAndNoneMissing(CancellationToken cancellationToken)
    {
        var count = TestRun.IsFull ? 10_000 : 500;
        await using var sandbox = await ArkForgeSandbox.StartAsync(options => options.QuotaLimit = 1_000_000, cancellationToken);
        await using var services = Client(sandbox);
        var keys = services.GetRequiredService<IArkForgeKeyClient>();
        sandbox.Faults.WithProbability(0.3, Fault.LostResponse(), target => target.Method == "POST");
        var created = new ConcurrentDictionary<string, long>();
        var (next, repeated) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= count)
            {
                var request = new CreateKeyRequest { Name = $"batch-{number}" };
                ArkForgeRequestOptions? again = null;
                while (!created.ContainsKey(request.Name))
                {
                    try
                    {
                        created[request.Name] = (await keys.CreateKeyAsync(request, again, cancellationToken)).KeyId;
                    }
                    catch (ArkForgeException e) when (e.OutcomeUnknown)
                    {
                        Interlocked.Increment(ref repeated);
                        again = new() { IdempotencyKey = e.IdempotencyKey };
                    }
                }
            }
        })));

        var requests = sandbox.Requests.Total;
        var lost = sandbox.Faults.Injected;
        sandbox.Faults.Clear();
        var listed = (await keys.ListKeysAsync(cancellationToken: cancellationToken)).Where(key => key.Name.StartsWith("batch-", StringComparison.Ordinal)).ToArray();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} keys: {requests} requests, {lost} answers lost, {repeated} calls repeated by the caller; {listed.Length - listed.DistinctBy(key => key.Name).Count()} duplicates, {count - listed.DistinctBy(key => key.Name).Count()} lost"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lost, Is.GreaterThan(count / 4));
            Assert.That(listed.Select(key => key.Name), Is.Unique, "duplicates");
            Assert.That(listed, Has.Length.EqualTo(count), "all there");
            Assert.That(listed, Has.All.Matches<ApiKeyInfo>(key => created[key!.Name] == key.Id), "the caller holds the key that exists");
        }
    }

    // As one would for a batch: no pause between attempts, and a budget that bad weather does not exhaust.
    private static ServiceProvider Client(ArkForgeSandbox sandbox)
    {
        var services = new ServiceCollection().AddSingleton<EnvironmentReader>(_ => static _ => null);
        services.AddArkForge(options =>
        {
            options.Retry.BaseDelay = TimeSpan.Zero;
            options.Retry.BudgetCapacity = 1_000_000;
        }).UseSandbox(sandbox);
        return services.BuildServiceProvider();
    }
}

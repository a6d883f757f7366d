using ArkForge.Extensions.Tests.Chaos.Support;
using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>Whole calls against a network that answers anything: a model, a typed exception, or the caller's own cancellation. In virtual time.</summary>
public sealed class CallFuzzTests
{
    private const int Hang = 600_000;
    private const int Cases = 400;

    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(15);

    private static readonly Func<LoadTest, CancellationToken, Task>[] Calls =
    [
        (client, token) => client.Portfolio.GetHealthAsync(cancellationToken: token),
        (client, token) => client.Portfolio.GetRiskProfilesAsync(cancellationToken: token),
        (client, token) => client.Portfolio.OptimizePortfolioAsync(new() { Assets = ["BTC"], RiskProfile = RiskProfileType.Moderate }, cancellationToken: token),
        (client, token) => client.Portfolio.AnalyzePortfolioAsync(new() { Portfolio = new() { ["BTC"] = 100 } }, cancellationToken: token),
        (client, token) => client.Keys.CreateKeyAsync(new() { Name = "a" }, cancellationToken: token),
        (client, token) => client.Keys.ListKeysAsync(cancellationToken: token),
        (client, token) => client.Keys.GetKeyDetailsAsync(1, cancellationToken: token),
        (client, token) => client.Keys.RevokeKeyAsync(1, cancellationToken: token),
        (client, token) => client.Keys.RotateKeyAsync(1, cancellationToken: token),
        (client, token) => client.Keys.UpdateScopesAsync(1, new() { Scopes = [ApiKeyScope.Read] }, cancellationToken: token),
    ];

    private static readonly Gen<(int Call, AnyAnswer[] Answers, int MaxAttempts, int CancelAfter)> Any = Gen.Select(
        Gen.Int[0, 9], AnyAnswer.Any.Array[1, 5], Gen.Int[1, 5], Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[1, 20_000])));

    [Test]
    [CancelAfter(Hang)]
    public void Call_AnyAnswers_EndsInTimeInAModelOrATypedException(CancellationToken cancellationToken)
    {
        var endings = new Dictionary<string, int>();
        Property.ForAll(
            Any,
            one =>
            {
                var ending = RunAsync(one.Call, one.Answers, one.MaxAttempts, one.CancelAfter, cancellationToken).GetAwaiter().GetResult();
                endings[ending] = endings.GetValueOrDefault(ending) + 1;
            },
            Cases);

        TestContext.Out.WriteLine(string.Join(", ", endings.OrderByDescending(ending => ending.Value).Select(ending => $"{ending.Value} {ending.Key}")));
        Assert.That(endings.Keys, Does.Contain("model").And.Contain("cancelled").And.Contain(nameof(ArkForgeResponseException)), "the cases reach all ends");
    }

    private static async Task<string> RunAsync(int call, AnyAnswer[] answers, int maxAttempts, int cancelAfter, CancellationToken cancellationToken)
    {
        var clock = new LoadClock();
        using var network = new AnyNetwork(clock, answers);
        using var client = new LoadTest(clock, network, options =>
        {
            options.Retry.MaxAttempts = maxAttempts;
            options.Timeouts.Attempt = Attempt;
            options.Timeouts.Total = Total;
        });
        using var caller = cancelAfter == 0 ? new CancellationTokenSource() : new CancellationTokenSource(TimeSpan.FromMilliseconds(cancelAfter), clock);
        var ending = "";
        var ended = TimeSpan.Zero;
        client.Add(async () =>
        {
            ending = await EndAsync(() => Calls[call](client, caller.Token), maxAttempts, caller.Token);
            ended = clock.Now;
        });

        await client.RunAsync(cancellationToken);

        Require(network.Requests <= maxAttempts, $"{network.Requests} requests");
        Require(client.Store.Granted == network.Requests || ending == "cancelled", $"{client.Store.Granted} permits for {network.Requests} requests");
        Require(ended <= Total + TimeSpan.FromMilliseconds(50), $"took {ended}");
        return ending;
    }

    private static async Task<string> EndAsync(Func<Task> call, int maxAttempts, CancellationToken caller)
    {
        try
        {
            await call();
            return "model";
        }
        catch (ArkForgeException e)
        {
            Require(e.Attempts <= maxAttempts, $"{e.Attempts} attempts");
            Require(!e.Message.Contains(TestKeys.CanarySecret, StringComparison.OrdinalIgnoreCase), "a key in the message");
            Require(e.BodyExcerpt?.Contains(TestKeys.CanarySecret, StringComparison.OrdinalIgnoreCase) != true, "a key in the excerpt");
            return e.GetType().Name;
        }
        catch (OperationCanceledException e) when (e.CancellationToken == caller && caller.IsCancellationRequested)
        {
            return "cancelled";
        }
    }

    private static void Require(bool held, string what)
    {
        if (!held) throw new InvalidOperationException(what);
    }
}

using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ArkForge.Extensions.Tests.Authentication;

/// <summary>Keys from an application's own provider, good and bad.</summary>
public sealed class ApiKeyProviderTests
{
    private const string Health = """{"status":"ok"}""";

    [TestCase(true)]
    [TestCase(false)]
    public async Task Call_WithAProvider_AsksItForEveryAttempt(bool isAsync)
    {
        var keys = new Queue<string>([TestKeys.Default, TestKeys.Other]);
        var current = keys.Dequeue();
        using var network = new StubHandler((_, number) =>
        {
            if (number > 1) return StubHandler.Json(Health);
            current = keys.Dequeue();
            return StubHandler.Error(HttpStatusCode.InternalServerError);
        });
        using var provider = Build(new Source(_ => new(current)), network);

        await GetHealth(provider, isAsync);

        Assert.That(network.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo([$"Bearer {TestKeys.Default}", $"Bearer {TestKeys.Other}"]));
    }

    [Test]
    public async Task Call_WithItsOwnKey_DoesNotAskTheProvider()
    {
        using var network = new StubHandler(() => StubHandler.Json(Health));
        using var provider = Build(new Source(_ => throw new InvalidOperationException("asked")), network);

        await provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync(new() { ApiKey = TestKeys.Other });

        Assert.That(network.Requests.Single().Headers["Authorization"], Is.EqualTo($"Bearer {TestKeys.Other}"));
    }

    private static IEnumerable<TestCaseData> BadProviders()
    {
        foreach (var isAsync in new[] { true, false })
        {
            yield return Bad("throws", _ => throw new InvalidOperationException(TestKeys.Canary), "The API key provider failed (InvalidOperationException); nothing was sent");
            yield return Bad("gives up", _ => throw new TaskCanceledException(TestKeys.Canary), "The API key provider failed (TaskCanceledException); nothing was sent");
            yield return Bad("fails later", _ => ValueTask.FromException<string>(new HttpRequestException(TestKeys.Canary)), "The API key provider failed (HttpRequestException); nothing was sent");
            yield return Bad("gives null", _ => new((string)null!), "The API key is not set; nothing was sent");
            yield return Bad("gives nothing", _ => new(""), "The API key is not set; nothing was sent");
            yield return Bad("gives another's key", _ => new($"Bearer-{TestKeys.Canary}"), "The API key does not start with 'sk-arkforge-'; nothing was sent");
            yield return Bad("gives a line", _ => new($"{TestKeys.Canary}\n"), "The API key has a character that cannot be sent in a header (a blank or line break at an end is the usual one); nothing was sent");

            TestCaseData Bad(string name, Func<CancellationToken, ValueTask<string>> give, string message) =>
                new TestCaseData(give, isAsync, message).SetArgDisplayNames(name, isAsync ? "async" : "sync");
        }
    }

    [TestCaseSource(nameof(BadProviders))]
    public async Task Call_WithABadProvider_FailsAsAuthenticationWithoutTheKey(Func<CancellationToken, ValueTask<string>> give, bool isAsync, string message)
    {
        using var network = new StubHandler(() => StubHandler.Json(Health));
        using var provider = Build(new Source(give), network);

        var failure = await Assert.ThrowsAsync<ArkForgeAuthenticationException>(() => GetHealth(provider, isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Message, Is.EqualTo(message));
            Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((0, false, false)));
            Assert.That(failure.ToString(), Does.Not.Contain(TestKeys.CanarySecret));
            Assert.That(network.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task Call_WithAProviderThatHangs_EndsAtTheTotalTimeout()
    {
        var hanging = new TaskCompletionSource<string>();
        using var network = new StubHandler(() => StubHandler.Json(Health));
        using var provider = Build(new Source(_ => new(hanging.Task)), network);
        var call = provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync();
        Assert.That(call.IsCompleted, Is.False);

        ((FakeTimeProvider)provider.GetRequiredService<TimeProvider>()).Advance(new ArkForgeTimeoutOptions().Total);

        await Assert.ThatAsync(() => call, Throws.TypeOf<ArkForgeTimeoutException>().With.Property(nameof(ArkForgeTimeoutException.Kind)).EqualTo(ArkForgeTimeoutKind.Total));
        Assert.That(network.Requests, Is.Empty);
    }

    [Test]
    public async Task Call_WithAProviderThatHangsLater_EndsAtTheTotalTimeoutAllTheSame()
    {
        var reads = 0;
        var hanging = new TaskCompletionSource<string>();
        using var network = new StubHandler(() => StubHandler.Json(Health));
        using var provider = Build(new Source(_ => ++reads == 1 ? new(TestKeys.Default) : new(hanging.Task)), network);
        var call = provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync();
        Assert.That(call.IsCompleted, Is.False);

        ((FakeTimeProvider)provider.GetRequiredService<TimeProvider>()).Advance(new ArkForgeTimeoutOptions().Total);

        await Assert.ThatAsync(() => call, Throws.TypeOf<ArkForgeTimeoutException>().With.Property(nameof(ArkForgeTimeoutException.Kind)).EqualTo(ArkForgeTimeoutKind.Total));
        hanging.SetException(new InvalidOperationException("late"));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Call_BlockedByAProviderThatListensToItsToken_EndsAtTheTotalTimeout(int hangingRead)
    {
        var reads = 0;
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var network = new StubHandler(() => StubHandler.Json(Health));
        using var provider = Build(
            new Source(token =>
            {
                if (++reads < hangingRead) return new(TestKeys.Default);
                entered.SetResult();
                token.WaitHandle.WaitOne();
                throw new OperationCanceledException(token);
            }),
            network);
        var client = provider.GetRequiredService<IArkForgePortfolioClient>();
        var call = Task.Factory.StartNew(() => client.GetHealth(), TaskCreationOptions.LongRunning);
        await entered.Task;

        ((FakeTimeProvider)provider.GetRequiredService<TimeProvider>()).Advance(new ArkForgeTimeoutOptions().Total);

        await Assert.ThatAsync(() => call, Throws.TypeOf<ArkForgeTimeoutException>().With.Property(nameof(ArkForgeTimeoutException.Kind)).EqualTo(ArkForgeTimeoutKind.Total));
    }

    [Test]
    public async Task Call_CancelledWhileTheProviderHangs_IsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var provider = Build(new Source(async token => await new TaskCompletionSource<string>().Task.WaitAsync(token)), new StubHandler(() => StubHandler.Json(Health)));
        var call = provider.GetRequiredService<IArkForgePortfolioClient>().GetHealthAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>().With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(cancellation.Token));
    }

    [Test]
    public void AddApiKeyProvider_ForOneClient_LeavesTheOthersTheirKeys()
    {
        var services = TestServices.Create(TestServices.Configuration(("ArkForge:ApiKey", TestKeys.Default)));
        services.AddSingleton(new Source(_ => new(TestKeys.Other)));
        services.AddArkForge();
        services.AddArkForge("fund-a").AddApiKeyProvider<Delegating>();
        using var provider = services.Build();

        Assert.That(
            new[] { "", "fund-a" }.Select(name => provider.GetRequiredKeyedService<IArkForgeApiKeyProvider>(name).GetApiKey(default)),
            Is.EqualTo([TestKeys.Default, TestKeys.Other]));
    }

    private static ServiceProvider Build(Source source, HttpMessageHandler network)
    {
        var services = TestServices.Create();
        services.AddSingleton(source);
        services.AddArkForge(options => options.Retry.BaseDelay = TimeSpan.Zero).AddApiKeyProvider<Delegating>();
        return services.UseNetwork(network).Build();
    }

    private static async Task GetHealth(IServiceProvider provider, bool isAsync)
    {
        var client = provider.GetRequiredService<IArkForgePortfolioClient>();
        _ = isAsync ? await client.GetHealthAsync() : client.GetHealth();
    }

    private sealed record Source(Func<CancellationToken, ValueTask<string>> Give);

    private sealed class Delegating(Source source) : IArkForgeApiKeyProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => source.Give(cancellationToken);

        public string GetApiKey(CancellationToken cancellationToken) => source.Give(cancellationToken).AsTask().GetAwaiter().GetResult();
    }
}

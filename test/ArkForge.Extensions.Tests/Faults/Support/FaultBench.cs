using System.Security.Cryptography.X509Certificates;
using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.DependencyInjection.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>A client against a raw server, and everything that is watched while they talk.</summary>
/// <remarks>Backoff is zero unless a test sets it, so that the clock, which stands still, need not be moved for a retry.</remarks>
internal sealed class FaultBench : IAsyncDisposable
{
    private const string KeyStart = "sk-arkforge-cafe";
    private static int _benches;

    private readonly long _started;

    public FaultBench(
        Func<RawConnection, Task> script, Action<ArkForgeOptions>? configure = null, Action<IArkForgeBuilder>? build = null, X509Certificate2? certificate = null)
    {
        // Of its own, so that what shows of it was shown by this test and not by one that runs beside it.
        Secret = $"5ec3e7{Interlocked.Increment(ref _benches):x8}".PadRight(60, 'f');
        Key = KeyStart + Secret;
        Server = new RawServer(script, certificate);
        Probe = new SecretProbe(Secret);
        _started = Clock.GetTimestamp();
        Client = new TestClient(null, options => Configure(options, configure, certificate is not null), builder => Build(builder, build), Clock);
        Store = (CountingQuotaStore)Client.Services.GetRequiredService<IArkForgeQuotaStore>();
        Options = Client.Services.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().CurrentValue;
    }

    public string Key { get; }

    public string Secret { get; }

    public ObservedClock Clock { get; } = new();

    public RawServer Server { get; }

    public TestClient Client { get; }

    public CountingQuotaStore Store { get; }

    public SecretProbe Probe { get; }

    public ArkForgeOptions Options { get; }

    /// <summary>The time by which a test moved the clock between its calls.</summary>
    public TimeSpan ClockMoved { get; set; }

    public TimeSpan Elapsed => Clock.GetElapsedTime(_started) - ClockMoved;

    public QuotaPartition Partition => new("", Server.Address.Authority, new ApiKey(Key).Id);

    /// <summary>Released each time the client has seen the headers of an answer and goes on to its body.</summary>
    public SemaphoreSlim Headers { get; } = new(0);

    /// <summary>The exceptions that calls of this bench have thrown.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>Permits for requests that the server could not see, because their connection was closed under them.</summary>
    public int UnseenRequests { get; set; }

    public Task<HealthStatus> HealthAsync(bool isAsync, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(isAsync, () => Client.Portfolio.GetHealthAsync(options, cancellationToken), () => Client.Portfolio.GetHealth(options, cancellationToken));

    public Task<CreateKeyResponse> CreateKeyAsync(bool isAsync, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new CreateKeyRequest { Name = "desk" };
        return Run(isAsync, () => Client.Keys.CreateKeyAsync(request, options, cancellationToken), () => Client.Keys.CreateKey(request, options, cancellationToken));
    }

    public Task<bool> RevokeKeyAsync(bool isAsync) => Run(
        isAsync,
        async () =>
        {
            await Client.Keys.RevokeKeyAsync(7);
            return true;
        },
        () =>
        {
            Client.Keys.RevokeKey(7);
            return true;
        });

    /// <summary>A call whose request is larger than any socket buffer.</summary>
    public Task<PortfolioRecommendation> OptimizeAsync(bool isAsync, int bytes = 0, CancellationToken cancellationToken = default)
    {
        var request = new OptimizePortfolioRequest
        {
            Assets = ["BTC", "ETH"],
            RiskProfile = RiskProfileType.Moderate,
            Options = bytes == 0 ? null : new() { LlmModel = new string('m', bytes) },
        };
        return Run(
            isAsync,
            () => Client.Portfolio.OptimizePortfolioAsync(request, cancellationToken: cancellationToken),
            () => Client.Portfolio.OptimizePortfolio(request, cancellationToken: cancellationToken));
    }

    public Task<IReadOnlyList<RiskProfile>> RiskProfilesAsync(bool isAsync) =>
        Run(isAsync, () => Client.Portfolio.GetRiskProfilesAsync(), () => Client.Portfolio.GetRiskProfiles());

    /// <summary>Awaits a call that must fail with exactly this exception.</summary>
    public async Task<TException> FailsAsync<TException>(Task call)
        where TException : Exception => (TException)await FailsAsync(typeof(TException), call);

    /// <inheritdoc cref="FailsAsync{TException}(Task)"/>
    public async Task<Exception> FailsAsync(Type type, Task call)
    {
        try
        {
            await Patience.For(call);
        }
        catch (Exception e)
        {
            Failures.Add(e);
            Assert.That(e, Is.TypeOf(type));
            return e;
        }

        throw new AssertionException("The call succeeded.");
    }

    /// <summary>Ends when a state has come about that nobody signals.</summary>
    public static async Task UntilAsync(Func<bool> state)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!state())
        {
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(10)), "the awaited state never came");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Probe.Dispose();
        await Server.DisposeAsync();
    }

    // A blocking call gets a thread of its own: the pool's belong to the server.
    public static Task<T> Run<T>(bool isAsync, Func<Task<T>> asynchronous, Func<T> synchronous) => isAsync
        ? asynchronous()
        : Task.Factory.StartNew(synchronous, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Configure(ArkForgeOptions options, Action<ArkForgeOptions>? configure, bool isSecure)
    {
        options.ApiKey = Key;
        options.BaseUrl = isSecure ? Server.SecureAddress : Server.Address;
        options.Retry.BaseDelay = TimeSpan.Zero;
        options.Retry.UseJitter = false;
        configure?.Invoke(options);
    }

    private void Build(IArkForgeBuilder builder, Action<IArkForgeBuilder>? build)
    {
        builder.Services.AddSingleton<IArkForgeQuotaStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
            return new CountingQuotaStore(new InMemoryQuotaStore(provider.GetRequiredService<TimeProvider>(), name => options.Get(name).RateLimiting));
        });
        builder.Services.AddSingleton(Headers);
        builder.AddPerAttemptHandler<HeaderWatch>();
        build?.Invoke(builder);
    }

    /// <summary>Changes the socket handler that the client made for itself.</summary>
    public static void ChangeSockets(IArkForgeBuilder builder, Action<SocketsHttpHandler> change) => builder.Services
        .AddHttpClient(ArkForgeRegistration.Find(builder.Services, builder.Name)!.HttpClientName)
        .ConfigurePrimaryHttpMessageHandler((handler, _) => change((SocketsHttpHandler)handler));
}

using ArkForge.Sandbox.Hosting.Internal;
using ArkForge.Sandbox.Keys.Internal;
using Microsoft.AspNetCore.Builder;

namespace ArkForge.Sandbox;

/// <summary>An ArkForge service of one's own, in this process, on 127.0.0.1.</summary>
/// <remarks>
/// It computes real optima and keeps real books (keys, scopes, quota), in memory: nothing of it survives disposal. Not for production use.
/// </remarks>
public sealed class ArkForgeSandbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _disposed;

    private ArkForgeSandbox(WebApplication app, string adminKey, TimeProvider clock, SandboxRequests requests, SandboxFaults faults)
    {
        _app = app;
        AdminKey = adminKey;
        Clock = clock;
        Requests = requests;
        Faults = faults;
        BaseAddress = new Uri(app.Urls.Single());
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:53127/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>A key with the scopes read, write and admin, valid for ten years of <see cref="Clock"/>.</summary>
    public string AdminKey { get; }

    /// <summary>The clock it lives by: <see cref="ArkForgeSandboxOptions.TimeProvider"/>.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Counters of what reached it.</summary>
    public SandboxRequests Requests { get; }

    /// <summary>What it is to break, and when.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>Starts a sandbox and returns when it accepts connections.</summary>
    /// <param name="configure">Changes the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running sandbox; dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ArkForgeSandbox> StartAsync(
        Action<ArkForgeSandboxOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new ArkForgeSandboxOptions();
        configure?.Invoke(options);
        options.Validate();
        return await StartDetached(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops at once: requests in flight are cut off, not drained. A second call does nothing.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    // Whoever runs an entry point to get at its host (WebApplicationFactory, design-time tools) takes the first host built in
    // that execution context for it. The sandbox is a guest there: it is built outside of it.
    private static Task<ArkForgeSandbox> StartDetached(ArkForgeSandboxOptions options, CancellationToken cancellationToken)
    {
        if (ExecutionContext.IsFlowSuppressed()) return Task.Run(() => StartAsync(options, cancellationToken), cancellationToken);
        using (ExecutionContext.SuppressFlow()) return Task.Run(() => StartAsync(options, cancellationToken), cancellationToken);
    }

    private static async Task<ArkForgeSandbox> StartAsync(ArkForgeSandboxOptions options, CancellationToken cancellationToken)
    {
        var keys = new KeyService(new MemoryKeyStore(), options.TimeProvider);
        var (adminKey, _) = keys.Create("sandbox admin", Scopes.All, options.TimeProvider.GetUtcNow().AddYears(10));
        var requests = new SandboxRequests();
        var faults = new SandboxFaults(options.FaultSeed);
        var app = SandboxHost.Build(options, keys, requests, faults);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ArkForgeSandbox(app, adminKey, options.TimeProvider, requests, faults);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace ArkForge.Sandbox.Tests.Hosting;

/// <summary>
/// Watches for hosts that are built in its execution context, as WebApplicationFactory and design-time tools do when they run an entry point.
/// </summary>
internal sealed class HostWatcher : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<HostWatcher?> Current = new();
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public HostWatcher()
    {
        Current.Value = this;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public IEnumerable<string> Seen => _seen;

    public void OnNext(DiagnosticListener value)
    {
        if (Current.Value == this && value.Name == "Microsoft.Extensions.Hosting") _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value == this) _seen.Enqueue(value.Key);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        Current.Value = null;
    }
}

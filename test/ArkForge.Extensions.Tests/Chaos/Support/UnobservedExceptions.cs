using System.Collections.Concurrent;

namespace ArkForge.Extensions.Tests.Chaos.Support;

/// <summary>Collects the exceptions that nobody looked at and that bear the mark of this test, for others run at the same time.</summary>
internal sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentBag<Exception> _found = [];
    private readonly string _mark;

    public UnobservedExceptions(string mark)
    {
        _mark = mark;
        TaskScheduler.UnobservedTaskException += Add;
    }

    /// <summary>What the finalizers of abandoned tasks report.</summary>
    public IReadOnlyCollection<Exception> Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return _found;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Add;

    private void Add(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        if (e.Exception.ToString().Contains(_mark, StringComparison.Ordinal)) _found.Add(e.Exception);
    }
}

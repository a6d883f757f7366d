using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>Collects the exceptions that nobody has looked at, of the whole process.</summary>
internal static class UnobservedFaults
{
    private static readonly ConcurrentQueue<Exception> Queue = new();

    public static IReadOnlyList<Exception> Seen => [.. Queue];

    /// <summary>Drives out what is still on its way: such exceptions show when their tasks are collected.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    // A test assembly is an application, not a library: watching starts before the first test, whichever that is.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Watch() => TaskScheduler.UnobservedTaskException += static (_, fault) => Queue.Enqueue(fault.Exception);
}

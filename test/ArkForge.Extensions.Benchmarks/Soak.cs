using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using ArkForge.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Benchmarks;

/// <summary>Calls the in-process sandbox as fast as it goes and watches what must not grow.</summary>
internal static class Soak
{
    private const int Workers = 16;
    private const int Looks = 9;

    // Allowed growth between the second third of the run and its last: noise, but no leak that a day would not show.
    private const double HeapSlack = 0.10;
    private const int CountSlack = 8;

    private static readonly OptimizePortfolioRequest Request = new() { Assets = ["BTC", "ETH", "SOL"], RiskProfile = RiskProfileType.Moderate };

    public static async Task<bool> RunAsync(TimeSpan duration)
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(static options => options.QuotaLimit = 1_000_000_000).ConfigureAwait(false);
        var services = new ServiceCollection();
        services.AddArkForge().UseSandbox(sandbox);
        await using var provider = services.BuildServiceProvider();
        var portfolio = provider.GetRequiredService<IArkForgePortfolioClient>();
        using var end = new CancellationTokenSource();
        long calls = 0, failures = 0;
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            // Always the same key: the sandbox remembers every write for a day, and its memory is not what is measured.
            var options = new ArkForgeRequestOptions { IdempotencyKey = $"soak-{worker}" };
            while (!end.IsCancellationRequested)
            {
                try
                {
                    await portfolio.GetRiskProfilesAsync().ConfigureAwait(false);
                    await portfolio.GetHealthAsync().ConfigureAwait(false);
                    await portfolio.OptimizePortfolioAsync(Request, options).ConfigureAwait(false);
                    Interlocked.Add(ref calls, 3);
                }
                catch (ArkForgeException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        })).ToArray();

        Console.WriteLine("  time     calls   heap after GC   handles   threads   connections");
        var samples = new List<Sample>();
        using var timer = new PeriodicTimer(duration / Looks);
        for (var look = 1; look <= Looks && await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false); look++)
        {
            var sample = Sample.Take(sandbox.BaseAddress.Port);
            samples.Add(sample);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(duration * look / Looks).TotalSeconds,4:0} s {Interlocked.Read(ref calls),9} {sample.Heap / 1024.0,12:0} KiB {sample.Handles,9} {sample.Threads,9} {sample.Connections,13}"));
        }

        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(workers).ConfigureAwait(false);
        var isFlat = IsFlat(samples);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{calls} calls in {duration.TotalSeconds:0} s ({calls / duration.TotalSeconds:0} per second), {failures} failures: {(isFlat ? "flat" : "NOT flat")}"));
        return isFlat && failures == 0;
    }

    private static bool IsFlat(List<Sample> samples)
    {
        var middle = samples.Skip(Looks / 3).Take(Looks / 3).ToArray();
        var last = samples.Skip(2 * Looks / 3).ToArray();
        return last.Min(sample => sample.Heap) <= middle.Max(sample => sample.Heap) * (1 + HeapSlack)
            && last.Min(sample => sample.Handles) <= middle.Max(sample => sample.Handles) + CountSlack
            && last.Min(sample => sample.Threads) <= middle.Max(sample => sample.Threads) + CountSlack
            && last.Min(sample => sample.Connections) <= middle.Max(sample => sample.Connections) + CountSlack;
    }

    private readonly record struct Sample(long Heap, int Handles, int Threads, int Connections)
    {
        public static Sample Take(int port)
        {
            using var process = Process.GetCurrentProcess();
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            var connections = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
                .Count(connection => connection.State == TcpState.Established && connection.RemoteEndPoint.Port == port);
            return new(heap, process.HandleCount, process.Threads.Count, connections);
        }
    }
}

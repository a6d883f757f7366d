using System.Collections.Concurrent;
using ArkForge.Extensions.Calls.Internal;
using Polly;

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>The partitions of one client, by host and API key. When there are many, idle ones are dropped, and never are there more than 1,024.</summary>
internal sealed class ResiliencePartitions(ResiliencePipelineFactory factory, TimeProvider clock)
{
    private const int SweepFrom = 256;
    private const int Most = 1024;
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    // Lazily, so that a race for the first use builds one pipeline.
    private readonly ConcurrentDictionary<(string Authority, string KeyId), Lazy<ResiliencePartition>> _partitions = new();

    public int Count => _partitions.Count;

    public ResiliencePipeline<HttpResponseMessage> PipelineFor(HttpRequestMessage request)
    {
        var call = CallContext.Of(request);
        return Get(request.RequestUri!.Authority, call.CallerKeyId!, call.Options).Pipeline;
    }

    public ResiliencePartition Get(string authority, string keyId, ArkForgeOptions options)
    {
        if (!_partitions.TryGetValue((authority, keyId), out var partition))
        {
            if (_partitions.Count >= SweepFrom) Sweep();
            partition = _partitions.GetOrAdd(
                (authority, keyId),
                static (_, state) => new(() => new ResiliencePartition(new RetryBudget(state.options.Retry.BudgetCapacity), budget => state.factory.Build(state.options, budget))),
                (options, factory));
        }

        try
        {
            partition.Value.LastUsed = clock.GetTimestamp();
            return partition.Value;
        }
        catch
        {
            // The application's own pipeline could not be built; the next call may try again.
            _partitions.TryRemove((authority, keyId), out _);
            throw;
        }
    }

    private void Sweep()
    {
        var built = _partitions.Where(entry => entry.Value.IsValueCreated).ToArray();
        foreach (var (key, partition) in built)
            if (clock.GetElapsedTime(partition.Value.LastUsed) > IdleTime) _partitions.TryRemove(key, out _);

        // So many keys at once: a quarter goes, the least recently used first, so that it is not swept again at once.
        if (_partitions.Count < Most) return;
        foreach (var (key, _) in built.OrderBy(entry => entry.Value.Value.LastUsed).Take(Most / 4)) _partitions.TryRemove(key, out _);
    }
}

using System.Collections.Concurrent;
using ArkForge.Extensions.Transport.Internal;
using Polly;

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>The partitions of one client, by host and API key. Idle ones are dropped when there are many.</summary>
internal sealed class ResiliencePartitions(ResiliencePipelineFactory factory, TimeProvider clock)
{
    private const int SweepFrom = 256;
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    // Lazily, so that a race for the first use builds one pipeline.
    private readonly ConcurrentDictionary<(string Authority, string KeyId), Lazy<ResiliencePartition>> _partitions = new();

    public int Count => _partitions.Count;

    public ResiliencePipeline<HttpResponseMessage> PipelineFor(HttpRequestMessage request)
    {
        var call = CallContext.Of(request);
        return Get(request.RequestUri!.Authority, call.Caller!.Id, call.Options).Pipeline;
    }

    public ResiliencePartition Get(string authority, string keyId, ArkForgeOptions options)
    {
        if (!_partitions.TryGetValue((authority, keyId), out var partition))
        {
            if (_partitions.Count >= SweepFrom) DropIdle();
            partition = _partitions.GetOrAdd(
                (authority, keyId),
                static (_, state) => new(() => new ResiliencePartition(new RetryBudget(state.options.Retry.BudgetCapacity), budget => state.factory.Build(state.options, budget))),
                (options, factory));
        }

        partition.Value.LastUsed = clock.GetTimestamp();
        return partition.Value;
    }

    private void DropIdle()
    {
        foreach (var (key, partition) in _partitions)
            if (partition.IsValueCreated && clock.GetElapsedTime(partition.Value.LastUsed) > IdleTime) _partitions.TryRemove(key, out _);
    }
}

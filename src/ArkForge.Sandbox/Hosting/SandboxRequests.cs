namespace ArkForge.Sandbox;

/// <summary>What reached the sandbox, counted on its side of the wire.</summary>
/// <remarks>Exact under concurrency. An answer is counted just before it is sent, so whoever has read it finds it here.</remarks>
public sealed class SandboxRequests
{
    private long _total;
    private long _succeeded;
    private long _failed;
    private long _rateLimited;
    private long _unanswered;

    internal SandboxRequests()
    {
    }

    /// <summary>Requests received, whatever became of them.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Requests answered with a status below 400.</summary>
    public long Succeeded => Interlocked.Read(ref _succeeded);

    /// <summary>Requests answered with a status of 400 or above, 429 included.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Requests answered with 429.</summary>
    public long RateLimited => Interlocked.Read(ref _rateLimited);

    /// <summary>Requests that got no answer, because a fault dropped it or the caller had gone.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    internal void CountArrival() => Interlocked.Increment(ref _total);

    /// <summary>Books the status that is about to be sent, or none.</summary>
    internal void CountAnswer(int? status)
    {
        _ = Interlocked.Increment(ref status is null ? ref _unanswered : ref status < 400 ? ref _succeeded : ref _failed);
        if (status == 429)
            _ = Interlocked.Increment(ref _rateLimited);
    }
}

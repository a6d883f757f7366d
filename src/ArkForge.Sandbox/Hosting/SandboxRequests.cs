namespace ArkForge.Sandbox;

/// <summary>What reached the sandbox, counted on its side of the wire.</summary>
/// <remarks>Exact under concurrency. An answer is counted just before it is sent, so whoever has read it finds it here.</remarks>
public sealed class SandboxRequests
{
    private long _total;
    private long _succeeded;
    private long _failed;
    private long _rateLimited;

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

    internal void CountArrival() => Interlocked.Increment(ref _total);

    internal void CountAnswer(int status)
    {
        _ = Interlocked.Increment(ref status < 400 ? ref _succeeded : ref _failed);
        if (status == 429)
            _ = Interlocked.Increment(ref _rateLimited);
    }
}

using System.Security.Cryptography;
using ArkForge.Sandbox.Keys.Internal;
using ArkForge.Sandbox.Quota.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ArkForge.Sandbox.Endpoints.Internal;

/// <summary>Everything known about one request on its way through the service.</summary>
internal sealed class Call
{
    private Call(TimeProvider clock)
    {
        Started = clock.GetTimestamp();
        At = clock.GetUtcNow();
        RequestId = $"req_{At.ToUnixTimeSeconds()}_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
    }

    public string RequestId { get; }

    public DateTimeOffset At { get; }

    public long Started { get; }

    public ApiKey? Key { get; set; }

    public QuotaSnapshot? Quota { get; set; }

    public byte[] Body { get; set; } = [];

    public Answer? Answer { get; set; }

    /// <summary>The answer is one given before, under the same Idempotency-Key.</summary>
    public bool Replayed { get; set; }

    public Fault? Fault { get; set; }

    /// <summary>No answer is to be sent, whatever became of the request.</summary>
    public bool Dropped { get; set; }

    public static Call Begin(HttpContext context, TimeProvider clock)
    {
        var call = new Call(clock);
        context.Features.Set(call);
        return call;
    }

    public static Call Of(HttpContext context) => context.Features.GetRequiredFeature<Call>();
}

using System.Net;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>What the handlers of the corridor know about the call a request belongs to. Travels with the request, dies with the call.</summary>
internal sealed class CallContext(Operation operation, ArkForgeOptions options, ArkForgeRequestOptions settings, TimeProvider clock)
{
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("ArkForge.Call");
    private readonly long _started = clock.GetTimestamp();

    public Operation Operation => operation;

    /// <summary>The client's options as they were when the call began.</summary>
    public ArkForgeOptions Options => options;

    /// <summary>The call's own options.</summary>
    public ArkForgeRequestOptions Settings => settings;

    public string? IdempotencyKey { get; } = operation.IsWrite ? settings.IdempotencyKey ?? Guid.NewGuid().ToString() : null;

    public TimeSpan Total => settings.Timeout ?? options.Timeouts.Total;

    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    public TimeSpan Remaining => Total - Elapsed;

    /// <summary>The id of the key in force when the call began: whose breaker and retry budget the call uses.</summary>
    public string? CallerKeyId { get; set; }

    /// <summary>Whether the caller's thread is blocked for the call, so that nothing in it may complete asynchronously.</summary>
    public bool IsSynchronous { get; set; }

    /// <summary>The body of the request; empty if it has none.</summary>
    public ReadOnlyMemory<byte> RequestBody { get; set; }

    /// <summary>How many attempts there have been: requests on the wire, and tries that found no connection.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether an attempt ended in a way that leaves open whether the service carried the request out.</summary>
    public bool WasAmbiguous { get; set; }

    /// <summary>The id of the key on the last request.</summary>
    public string? SentKeyId { get; set; }

    /// <summary>The connection that the last request opened for itself; <see langword="null"/> if it went out on a pooled one.</summary>
    public Stream? OpenedConnection { get; set; }

    /// <summary>The status of the last answer of this call.</summary>
    public HttpStatusCode? Status { get; private set; }

    /// <summary>The request id of the last answer of this call that bore one.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The quota as the last answer that reported it had it.</summary>
    public QuotaSnapshot? Quota { get; set; }

    /// <summary>What the last attempt's answer said about the quota; <see langword="null"/> if there was no answer.</summary>
    public QuotaObservation? Observation { get; private set; }

    /// <summary>The error the last attempt's answer named.</summary>
    public ErrorBody? Error { get; set; }

    /// <summary>What the resilience room has decided for this call so far.</summary>
    public RetryState Retries { get; } = new();

    public static CallContext Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var call)
            ? call
            : throw new InvalidOperationException(
                "This HttpClient serves the ArkForge clients only; inject IArkForgePortfolioClient or IArkForgeKeyClient instead.");

    public static CallContext? TryOf(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var call) ? call : null;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    public void BeginAttempt()
    {
        Attempts++;
        OpenedConnection = null;
        Observation = null;
        Error = null;
    }

    public void Answered(HttpResponseMessage response, QuotaObservation observation)
    {
        Status = response.StatusCode;
        RequestId = RequestIdHeader.Find(response) ?? RequestId;
        Observation = observation;
        Quota = observation.ToSnapshot() ?? Quota;
    }
}

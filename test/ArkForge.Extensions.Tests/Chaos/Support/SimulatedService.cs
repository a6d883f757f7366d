using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Extensions.Tests.RateLimiting.Support;

namespace ArkForge.Extensions.Tests.Chaos.Support;

/// <summary>The network and a service behind it: a quota, an idempotency ledger, travel times, and faults drawn per request from a seed.</summary>
/// <remarks>What a request meets depends on its number alone, never on which thread was faster.</remarks>
internal sealed class SimulatedService(TimeProvider clock, int seed) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(int Number, string Key), bool> _effects = new();
    private int _requests;
    private int _faulty;

    /// <summary>The quota, if there is one.</summary>
    public QuotaServerModel? Quota { get; init; }

    /// <summary>Makes the fault of a request, or none.</summary>
    public Func<Random, SimulatedFault>? Faults { get; init; }

    /// <summary>The longest time of each leg; none means that answers come at once.</summary>
    public TimeSpan Leg { get; init; }

    public int Requests => Volatile.Read(ref _requests);

    public int Faulty => Volatile.Read(ref _faulty);

    /// <summary>The requests with a number in the header <c>X-Number</c>, as they arrived.</summary>
    public ConcurrentQueue<(long Ticks, int Number)> Arrivals { get; } = new();

    /// <summary>The numbers of the writes carried out: once for each idempotency key, and for each request without any.</summary>
    public IEnumerable<int> Effects => _effects.Keys.Select(effect => effect.Number);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        var random = new Random((seed * 1_000_003) + number);
        if (NumberOf(request) is { } caller) Arrivals.Enqueue((clock.GetTimestamp(), caller));
        var fault = Faults?.Invoke(random) ?? SimulatedFault.None;
        if (fault != SimulatedFault.None) Interlocked.Increment(ref _faulty);
        await TravelAsync(random, cancellationToken);
        if (fault == SimulatedFault.NotConnected) throw Broken(HttpRequestError.ConnectionError);

        var count = Count();
        if (fault == SimulatedFault.LostRequest) throw Broken(HttpRequestError.Unknown);
        if (fault == SimulatedFault.Hang) await Task.Delay(TimeSpan.FromDays(2), clock, cancellationToken);
        if (count is { Granted: false }) return Answer(count, StubHandler.Error(HttpStatusCode.TooManyRequests, "E_RATE_LIMIT"), request);
        if (fault is SimulatedFault.None or SimulatedFault.LostAnswer or SimulatedFault.TornBody) CarryOut(request);
        await TravelAsync(random, cancellationToken);
        return fault switch
        {
            SimulatedFault.LostAnswer => throw Broken(HttpRequestError.ResponseEnded),
            SimulatedFault.InternalError => Answer(count, StubHandler.Error(HttpStatusCode.InternalServerError), request),
            SimulatedFault.Unavailable => Answer(count, Unavailable(random), request),
            SimulatedFault.Throttled => Answer(null, StubHandler.Error(HttpStatusCode.TooManyRequests), request),
            SimulatedFault.Garbage => Answer(count, StubHandler.Json("<html>"), request),
            SimulatedFault.TornBody => Answer(count, new HttpResponseMessage { Content = new StreamContent(new TornStream()) }, request),
            _ => Answer(count, StubHandler.Json(Body(request)), request),
        };
    }

    private async Task TravelAsync(Random random, CancellationToken cancellationToken)
    {
        if (Leg > TimeSpan.Zero) await Task.Delay(Leg * (0.1 + (0.9 * random.NextDouble())), clock, cancellationToken);
    }

    private (bool Granted, int Remaining, DateTimeOffset ResetsAt, int Limit)? Count()
    {
        if (Quota is null) return null;
        lock (_gate) return Quota.Count(clock.GetUtcNow());
    }

    private void CarryOut(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get) return;
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : Guid.NewGuid().ToString();
        _effects.TryAdd((NumberOf(request) ?? 0, key), true);
    }

    private static int? NumberOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues("X-Number", out var numbers) ? int.Parse(numbers.Single(), CultureInfo.InvariantCulture) : null;

    private HttpResponseMessage Answer(
        (bool Granted, int Remaining, DateTimeOffset ResetsAt, int Limit)? count, HttpResponseMessage answer, HttpRequestMessage request)
    {
        answer.RequestMessage = request;
        if (count is not { } counted) return answer;
        using var headers = Quota!.Answer(counted, clock.GetUtcNow());
        foreach (var (name, values) in headers.Headers.NonValidated) answer.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        return answer;
    }

    private static HttpResponseMessage Unavailable(Random random)
    {
        var answer = StubHandler.Error(HttpStatusCode.ServiceUnavailable);
        answer.Headers.TryAddWithoutValidation("Retry-After", random.Next(2) == 0 ? "1" : "86400000");
        return answer;
    }

    private static string Body(HttpRequestMessage request) => request.RequestUri!.AbsolutePath switch
    {
        "/health" => """{"status":"ok"}""",
        _ => """{"apiKey":"sk-arkforge-00","keyId":1}""",
    };

    private static HttpRequestException Broken(HttpRequestError error) =>
        new(error, "The simulated network broke", new IOException("The simulated network broke"));

    private sealed class TornStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The simulated network broke");
    }
}

using System.Collections.Concurrent;
using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.DependencyInjection;

/// <summary>The order of the handlers is public contract (docs/architecture.md); a change here is a breaking one.</summary>
public sealed class CorridorTests
{
    private const string Health = """{"status":"ok"}""";

    [TestCase(true)]
    [TestCase(false)]
    public async Task Call_WithOneRetry_PassesTheHandlersInTheirOrder(bool isAsync)
    {
        var record = new ConcurrentQueue<string>();
        using var network = new StubHandler((request, number) =>
        {
            record.Enqueue($"wire, {(request.Headers.Authorization is null ? "no key" : "key")}");
            return number == 1 ? StubHandler.Error(HttpStatusCode.InternalServerError) : StubHandler.Json(Health);
        });
        using var client = new TestClient(
            network,
            options => options.Retry.BaseDelay = TimeSpan.Zero,
            builder =>
            {
                builder.Services.AddSingleton(record);
                builder.Services.AddSingleton<IArkForgeQuotaStore, RecordingQuotaStore>();
                builder.AddPerCallHandler<PerCall>().AddPerAttemptHandler<PerAttempt>();
            });

        _ = isAsync ? await client.Portfolio.GetHealthAsync() : client.Portfolio.GetHealth();

        Assert.That(record, Is.EqualTo(
        [
            "per call", "permit", "per attempt, no key", "wire, key", "report",
            "permit", "per attempt, no key", "wire, key", "report", "per call done",
        ]));
    }

    private sealed class PerCall(ConcurrentQueue<string> record) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            record.Enqueue("per call");
            var response = await base.SendAsync(request, cancellationToken);
            record.Enqueue("per call done");
            return response;
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            record.Enqueue("per call");
            var response = base.Send(request, cancellationToken);
            record.Enqueue("per call done");
            return response;
        }
    }

    private sealed class PerAttempt(ConcurrentQueue<string> record) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Record(request);
            return base.SendAsync(request, cancellationToken);
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Record(request);
            return base.Send(request, cancellationToken);
        }

        private void Record(HttpRequestMessage request) => record.Enqueue($"per attempt, {(request.Headers.Authorization is null ? "no key" : "key")}");
    }

    private sealed class RecordingQuotaStore(ConcurrentQueue<string> record) : IArkForgeQuotaStore
    {
        public ValueTask<QuotaLease> AcquireAsync(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default) =>
            new(Acquire(partition, maxWait, cancellationToken));

        public QuotaLease Acquire(QuotaPartition partition, TimeSpan maxWait, CancellationToken cancellationToken = default)
        {
            record.Enqueue("permit");
            return new Lease(record);
        }

        private sealed class Lease(ConcurrentQueue<string> record) : QuotaLease
        {
            public override bool IsAcquired => true;

            public override void Report(in QuotaObservation observation) => record.Enqueue(observation.IsThrottled ? "report 429" : "report");
        }
    }
}

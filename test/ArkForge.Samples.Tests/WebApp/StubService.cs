using System.Net;
using System.Text;

namespace ArkForge.Samples.Tests.WebApp;

/// <summary>Stands in for the ArkForge service: optimises to a fixed answer, and answers everything else as the test says.</summary>
internal sealed class StubService(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    public const string Recommendation = """
        {"allocation":{"BTC":62.5,"ETH":37.5},"expectedReturn":0.25,"expectedVolatility":0.5,"sharpeRatio":0.5,"confidence":0.75,
         "actions":[{"action":"buy","symbol":"BTC","targetPercentage":62.5,"currentPercentage":50,"change":12.5},
                    {"action":"hold","symbol":"ETH","targetPercentage":37.5,"currentPercentage":37.5,"change":0}],
         "swaps":[{"type":"swap","fromToken":"SOL","fromAmount":125.5,"toToken":"BTC","toAmount":125.5,"reason":"SOL is above its target"}],
         "rationale":{"drivers":["momentum"],"risks":["volatility"],"marketContext":"calm","forecastInsights":"up","sentimentInsights":"good"},
         "metadata":{"workflowId":"wf_1","timestamp":"2026-01-02T03:04:05+00:00","processingTime":12.5,"llmProvider":"claude","llmModel":"m","requestId":"req_1"}}
        """;

    private volatile string? _lastRequest;

    public StubService()
        : this(() => Json(Recommendation))
    {
    }

    /// <summary>The body of the last optimisation.</summary>
    public string? LastRequest => _lastRequest;

    public static HttpResponseMessage Json(string json, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(int status, string code, int? retryAfter = null)
    {
        var response = Json($$$"""{"status":"error","error":{"code":"{{{code}}}","message":"inner words"},"metadata":{"requestId":"req_42"}}""", status);
        if (retryAfter is { } seconds) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.AbsolutePath.EndsWith("/optimize", StringComparison.Ordinal)) return answer();
        _lastRequest = await request.Content!.ReadAsStringAsync(cancellationToken);
        return Json(Recommendation);
    }
}

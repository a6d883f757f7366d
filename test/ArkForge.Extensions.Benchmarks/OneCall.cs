using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Benchmarks;

/// <summary>What one call costs over an <see cref="HttpClient"/> used by hand, when the answer is there at once.</summary>
[MemoryDiagnoser]
public class OneCall : IDisposable
{
    private static readonly OptimizePortfolioRequest Request = new()
    {
        Assets = ["BTC", "ETH", "SOL"],
        RiskProfile = RiskProfileType.Moderate,
        CurrentPortfolio = new() { ["BTC"] = 60, ["ETH"] = 30, ["SOL"] = 10 },
        Constraints = new() { MaxPositionSize = 50, MinDiversification = 3 },
    };

    private readonly HttpClient _bare = new(new Wire()) { BaseAddress = new Uri("http://localhost:3001") };
    private readonly ServiceProvider _services = Services();
    private IArkForgePortfolioClient _client = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _client = _services.GetRequiredService<IArkForgePortfolioClient>();
        _bare.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Wire.Key);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _bare.Dispose();
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>No retry, no quota, no timeout of its own, no validation.</summary>
    [Benchmark(Baseline = true)]
    public async Task<PortfolioRecommendation?> BareHttpClient()
    {
        using var response = await _bare.PostAsJsonAsync("/api/v1/portfolio/optimize", Request, JsonSerializerOptions.Web).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<PortfolioRecommendation>(JsonSerializerOptions.Web).ConfigureAwait(false);
    }

    [Benchmark]
    public Task<PortfolioRecommendation> ArkForgeClient() => _client.OptimizePortfolioAsync(Request);

    [Benchmark]
    public PortfolioRecommendation ArkForgeClientSync() => _client.OptimizePortfolio(Request);

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddArkForge(options => options.ApiKey = Wire.Key);
        services.AddHttpClient("ArkForge").ConfigurePrimaryHttpMessageHandler(() => new Wire());
        return services.BuildServiceProvider();
    }

    private sealed class Wire : HttpMessageHandler
    {
        public const string Key = "sk-arkforge-00000000000000000000000000000000000000000000000000000000000000aa";

        private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
            """
            {"allocation":{"BTC":50,"ETH":30,"SOL":20},"expectedReturn":0.15,"expectedVolatility":0.3,"sharpeRatio":0.5,"confidence":0.8,
            "actions":[{"action":"sell","symbol":"BTC","targetPercentage":50,"currentPercentage":60,"change":-10},
            {"action":"hold","symbol":"ETH","targetPercentage":30,"currentPercentage":30,"change":0},
            {"action":"buy","symbol":"SOL","targetPercentage":20,"currentPercentage":10,"change":10}],
            "rationale":{"drivers":["momentum"],"risks":["volatility"],"marketContext":"calm","forecastInsights":"up","sentimentInsights":"mixed"},
            "metadata":{"workflowId":"wf-1","timestamp":"2025-10-23T17:30:00.000Z","processingTime":812.5,"llmProvider":"openai","requestId":"req_1"}}
            """);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // A socket would read the body; without that, serialising it would cost one side nothing.
            request.Content!.CopyTo(Stream.Null, null, cancellationToken);
            var content = new ByteArrayContent(Answer);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
        }
    }
}

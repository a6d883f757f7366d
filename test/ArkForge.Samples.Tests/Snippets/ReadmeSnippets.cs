using System.Net.Http.Json;
using ArkForge.Extensions;
using ArkForge.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ArkForge.Samples.Tests.Snippets;

/// <summary>Every snippet of the documentation, one method each, so that what readers copy compiles; <see cref="ReadmeSnippetsTests"/> runs them.</summary>
internal static class ReadmeSnippets
{
    public static WebApplication Register(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddArkForge();

        return builder.Build();
    }

    public static void RegisterInCode(IServiceCollection services) =>
        services.AddArkForge(options =>
        {
            options.BaseUrl = new Uri("https://api.arkforge.example");
            options.ApiKey = "sk-arkforge-...";
            options.Timeouts.Attempt = TimeSpan.FromSeconds(30);
            options.Retry.MaxAttempts = 5;
            options.RateLimiting.MaxWait = TimeSpan.FromSeconds(10);
        });

    public static void SwitchOff(IServiceCollection services)
    {
        services.AddArkForge(options =>
        {
            options.Retry.MaxAttempts = 1;
            options.CircuitBreaker.Enabled = false;
            options.RateLimiting.Enabled = false;
        });
        services.AddArkForge().UseResilience((_, _) => { });
    }

    public static void RegisterSection(HostApplicationBuilder builder) =>
        builder.Services.AddArkForge(builder.Configuration.GetSection("Services:ArkForge"));

    public static async Task Optimize(IArkForgePortfolioClient arkforge)
    {
        var recommendation = await arkforge.OptimizePortfolioAsync(new()
        {
            Assets = ["BTC", "ETH", "SOL"],
            RiskProfile = RiskProfileType.Moderate,
            CurrentPortfolio = new() { ["BTC"] = 60, ["ETH"] = 30, ["SOL"] = 10 },
            Constraints = new() { MaxPositionSize = 50, MinDiversification = 3 },
        });
        foreach (var (symbol, percent) in recommendation.Allocation) Console.WriteLine($"{symbol}: {percent:0.##} %");
    }

    public static void OptimizeSynchronously(IArkForgePortfolioClient arkforge)
    {
        var recommendation = arkforge.OptimizePortfolio(new() { Assets = ["BTC", "ETH", "SOL"], RiskProfile = RiskProfileType.Moderate });
        Console.WriteLine(recommendation.Allocation);
    }

    public static async Task HandleErrors(IArkForgePortfolioClient arkforge, OptimizePortfolioRequest request)
    {
        try
        {
            await arkforge.OptimizePortfolioAsync(request);
        }
        catch (ArkForgeValidationException e)
        {
            foreach (var (member, messages) in e.Errors) Console.WriteLine($"{member}: {string.Join(" ", messages)}");
        }
        catch (ArkForgeRateLimitException e)
        {
            Console.WriteLine($"Come back in {e.RetryAfter}");
        }
        catch (ArkForgeException e) when (e.OutcomeUnknown)
        {
            await arkforge.OptimizePortfolioAsync(request, new() { IdempotencyKey = e.IdempotencyKey });
        }
    }

    public static async Task<CreateKeyResponse> OptionsOfOneCall(IArkForgeKeyClient keys, string orderId)
    {
        var key = await keys.CreateKeyAsync(
            new() { Name = "Production", ExpiresInDays = 90, Scopes = [ApiKeyScope.Read] },
            new()
            {
                Timeout = TimeSpan.FromSeconds(20),
                IdempotencyKey = orderId,
                OnResponse = r => Console.WriteLine($"{r.RequestId} {r.Attempts} {r.Quota?.Remaining}"),
            });
        return key;
    }

    public static void SeveralAccounts(IServiceCollection services)
    {
        services.AddArkForge("fund-a"); // section ArkForge:Clients:fund-a
        services.AddArkForge("fund-b");
    }

    public static void Extend(IServiceCollection services) =>
        services.AddArkForge()
            .AddPerCallHandler<AuditHandler>()
            .AddPerAttemptHandler<TracingHandler>()
            .AddApiKeyProvider<VaultKeyProvider>();

    public static async Task<System.Net.HttpStatusCode> CallTheSandboxWithoutTheClient()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(o => o.Tier = SandboxTier.Free);

        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", sandbox.AdminKey);
        var answer = await http.PostAsJsonAsync("/api/v1/portfolio/optimize", new { assets = new[] { "BTC", "ETH" }, riskProfile = "moderate" });
        return answer.StatusCode;
    }

    public static void BreakThings(ArkForgeSandbox sandbox)
    {
        sandbox.Faults.Next(3, Fault.Status(503));
        sandbox.Faults.WithProbability(0.3, Fault.LostResponse(), target => target.Method == "POST");
    }

    public static async Task<decimal> TestWithSandbox()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        var services = new ServiceCollection();
        services.AddArkForge().UseSandbox(sandbox);
        await using var provider = services.BuildServiceProvider();

        var arkforge = provider.GetRequiredService<IArkForgePortfolioClient>();
        var recommendation = await arkforge.OptimizePortfolioAsync(new() { Assets = ["BTC", "ETH"], RiskProfile = RiskProfileType.Conservative });
        return recommendation.Allocation.Total;
    }

    [ApiController]
    public sealed class PortfolioController(IArkForgePortfolioClient arkforge) : ControllerBase
    {
        [HttpPost("optimize")]
        public async Task<PortfolioRecommendation> Optimize(OptimizePortfolioRequest request, CancellationToken ct) =>
            await arkforge.OptimizePortfolioAsync(request, cancellationToken: ct);
    }

    public sealed class Desk([FromKeyedServices("fund-a")] IArkForgePortfolioClient arkforge)
    {
        public async Task<AssetPercentages> AllocateAsync(OptimizePortfolioRequest request) => (await arkforge.OptimizePortfolioAsync(request)).Allocation;
    }

    public sealed class AuditHandler : DelegatingHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Console.WriteLine($"{request.Method} {request.RequestUri?.AbsolutePath}");
            return base.Send(request, cancellationToken);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Console.WriteLine($"{request.Method} {request.RequestUri?.AbsolutePath}");
            return base.SendAsync(request, cancellationToken);
        }
    }

    public sealed class TracingHandler : DelegatingHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.Send(Mark(request), cancellationToken);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(Mark(request), cancellationToken);

        // All attempts of a call share one request: remove, then set.
        private static HttpRequestMessage Mark(HttpRequestMessage request)
        {
            request.Headers.Remove("X-Desk");
            request.Headers.Add("X-Desk", "rates");
            return request;
        }
    }

    public sealed class VaultKeyProvider(Vault vault) : IArkForgeApiKeyProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(vault.CurrentKey);

        public string GetApiKey(CancellationToken cancellationToken) => vault.CurrentKey;
    }

    /// <summary>Stands for whatever keeps an application's secrets, and renews its copy in the background.</summary>
    public sealed class Vault
    {
        public required string CurrentKey { get; set; }
    }
}

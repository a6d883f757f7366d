using System.Net.Http.Json;
using System.Reflection;
using ArkForge.Extensions;
using ArkForge.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ArkForge.Samples.Tests.Snippets;

/// <summary>What the documentation promises is also true.</summary>
public sealed class ReadmeSnippetsTests
{
    [Test]
    public async Task Register_WithKey_ResolvesBothClients()
    {
        await using var app = ReadmeSnippets.Register(["--ArkForge:ApiKey=sk-arkforge-0123456789abcdef"]);

        Assert.That(app.Services.GetService<IArkForgePortfolioClient>(), Is.Not.Null);
        Assert.That(app.Services.GetService<IArkForgeKeyClient>(), Is.Not.Null);
    }

    [Test]
    public void RegisterInCode_Options_AreWhatCodeSays()
    {
        var services = new ServiceCollection();
        ReadmeSnippets.RegisterInCode(services);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().CurrentValue;

        Assert.That((options.BaseUrl!.Host, options.Retry.MaxAttempts), Is.EqualTo(("api.arkforge.example", 5)));
    }

    [Test]
    public void RegisterSection_Options_AreThoseOfTheSection()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Services:ArkForge:ApiKey"] = "sk-arkforge-0123456789abcdef",
            ["Services:ArkForge:Retry:MaxAttempts"] = "7",
        });
        ReadmeSnippets.RegisterSection(builder);
        using var host = builder.Build();

        Assert.That(host.Services.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().CurrentValue.Retry.MaxAttempts, Is.EqualTo(7));
    }

    [Test]
    public async Task Optimize_Sandbox_Succeeds()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        await using var provider = Provide(services => services.AddArkForge().UseSandbox(sandbox));
        var arkforge = provider.GetRequiredService<IArkForgePortfolioClient>();

        await ReadmeSnippets.Optimize(arkforge);
        ReadmeSnippets.OptimizeSynchronously(arkforge);

        Assert.That(sandbox.Requests.Succeeded, Is.EqualTo(2));
    }

    [Test]
    public async Task HandleErrors_EachKind_IsCaught()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync(options => options.QuotaLimit = 1);
        await using var provider = Provide(services => services.AddArkForge(options => options.RateLimiting.MaxWait = TimeSpan.Zero).UseSandbox(sandbox));
        var arkforge = provider.GetRequiredService<IArkForgePortfolioClient>();
        var request = new OptimizePortfolioRequest { Assets = ["BTC", "ETH"], RiskProfile = RiskProfileType.Moderate };

        await ReadmeSnippets.HandleErrors(arkforge, request with { Budget = -1 });
        await ReadmeSnippets.HandleErrors(arkforge, request);
        await ReadmeSnippets.HandleErrors(arkforge, request);

        Assert.That(sandbox.Requests.Total, Is.EqualTo(1), "the first is refused before it is sent, the third for want of quota");
    }

    [Test]
    public async Task CallTheSandboxWithoutTheClient_IsAnswered() =>
        Assert.That(await ReadmeSnippets.CallTheSandboxWithoutTheClient(), Is.EqualTo(System.Net.HttpStatusCode.OK));

    [Test]
    public async Task SwitchOff_AFailure_IsNotTriedAgain()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        await using var provider = Provide(services =>
        {
            ReadmeSnippets.SwitchOff(services);
            services.AddArkForge().UseSandbox(sandbox);
        });
        sandbox.Faults.Next(1, Fault.Status(503));

        Assert.That(async () => await provider.GetRequiredService<IArkForgePortfolioClient>().GetRiskProfilesAsync(), Throws.InstanceOf<ArkForgeServiceException>());
        Assert.That(sandbox.Requests.Total, Is.EqualTo(1));
    }

    [Test]
    public async Task PortfolioController_PostedAPortfolio_Optimizes()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddArkForge().UseSandbox(sandbox);
        builder.Services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.FeatureProviders.Clear();
            parts.FeatureProviders.Add(new OnlyTheSnippet());
        });
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapControllers();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await http.PostAsJsonAsync("/optimize", new { assets = new[] { "BTC", "ETH" }, riskProfile = "moderate" });

        Assert.That((await answer.Content.ReadFromJsonAsync<PortfolioRecommendation>())!.Allocation.Total, Is.EqualTo(100m));
    }

    private sealed class OnlyTheSnippet : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature) => feature.Controllers.Add(typeof(ReadmeSnippets.PortfolioController).GetTypeInfo());
    }

    [Test]
    public async Task BreakThings_Sandbox_BreaksThem()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        await using var provider = Provide(services => services.AddArkForge(options => options.Retry.BaseDelay = TimeSpan.Zero).UseSandbox(sandbox));

        ReadmeSnippets.BreakThings(sandbox);

        Assert.That(async () => await provider.GetRequiredService<IArkForgePortfolioClient>().GetRiskProfilesAsync(), Throws.InstanceOf<ArkForgeServiceException>());
        Assert.That(sandbox.Faults.Injected, Is.EqualTo(3));
    }

    [Test]
    public async Task OptionsOfOneCall_Sandbox_CreatesTheKey()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        await using var provider = Provide(services => services.AddArkForge().UseSandbox(sandbox));

        var created = await ReadmeSnippets.OptionsOfOneCall(provider.GetRequiredService<IArkForgeKeyClient>(), "order-1");

        Assert.That(created.ApiKey, Does.StartWith("sk-arkforge-"));
    }

    [Test]
    public async Task SeveralAccounts_Desk_UsesItsOwn()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        await using var other = await ArkForgeSandbox.StartAsync();
        await using var provider = Provide(services =>
        {
            ReadmeSnippets.SeveralAccounts(services);
            services.AddArkForge("fund-a").UseSandbox(sandbox);
            services.AddArkForge("fund-b").UseSandbox(other);
            services.AddSingleton<ReadmeSnippets.Desk>();
        });

        var allocation = await provider.GetRequiredService<ReadmeSnippets.Desk>()
            .AllocateAsync(new() { Assets = ["BTC", "ETH"], RiskProfile = RiskProfileType.Aggressive });

        Assert.That(allocation.Total, Is.EqualTo(100m).Within(0.1m));
        Assert.That((sandbox.Requests.Total, other.Requests.Total), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public async Task Extend_KeyFromTheVault_IsUsed()
    {
        await using var sandbox = await ArkForgeSandbox.StartAsync();
        await using var provider = Provide(services =>
        {
            ReadmeSnippets.Extend(services);
            services.AddSingleton(new ReadmeSnippets.Vault { CurrentKey = sandbox.AdminKey });
            services.AddArkForge(options => options.BaseUrl = sandbox.BaseAddress);
        });

        var profiles = await provider.GetRequiredService<IArkForgePortfolioClient>().GetRiskProfilesAsync();

        Assert.That(profiles, Is.Not.Empty);
    }

    [Test]
    public async Task TestWithSandbox_Always_AllocatesTheWhole() =>
        Assert.That(await ReadmeSnippets.TestWithSandbox(), Is.EqualTo(100m).Within(0.1m));

    private static ServiceProvider Provide(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}

using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Tests.Configuration;

/// <summary>Which source of a setting wins.</summary>
public sealed class BindingTests
{
    private const string Key = TestKeys.Default;

    [Test]
    public void AddArkForge_WithASection_BindsEverySetting()
    {
        var configuration = TestServices.Json($$"""
            { "ArkForge": {
                "BaseUrl": "https://api.arkforge.example/v", "ApiKey": "{{Key}}", "JsonNaming": "snakecase", "UserAgentSuffix": "desk/1.0",
                "MaxResponseBytes": 2048, "Debug": true,
                "Timeouts": { "Attempt": "00:00:07", "Total": "00:00:21", "Connect": "00:00:03" },
                "Retry": { "MaxAttempts": 5, "BaseDelay": "00:00:00.5", "MaxDelay": "00:00:09", "UseJitter": false, "BudgetCapacity": 42 },
                "CircuitBreaker": { "Enabled": false, "FailureRatio": 0.25, "MinimumThroughput": 7, "SamplingDuration": "00:01:00", "BreakDuration": "00:00:08" },
                "RateLimiting": { "Enabled": false, "MaxWait": "00:00:04", "InitialPermits": 3, "IdleTimeout": "00:02:00" }
            } }
            """);

        var options = OptionsOf(configuration);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.BaseUrl, Is.EqualTo(new Uri("https://api.arkforge.example/v")));
            Assert.That(options.ApiKey, Is.EqualTo(Key));
            Assert.That(options.JsonNaming, Is.EqualTo(JsonNaming.SnakeCase));
            Assert.That(options.UserAgentSuffix, Is.EqualTo("desk/1.0"));
            Assert.That(options.MaxResponseBytes, Is.EqualTo(2048));
            Assert.That(options.Debug, Is.True);
            Assert.That(options.Timeouts, Is.EqualTo(new ArkForgeTimeoutOptions { Attempt = Seconds(7), Total = Seconds(21), Connect = Seconds(3) }).UsingPropertiesComparer());
            Assert.That(options.Retry, Is.EqualTo(new ArkForgeRetryOptions { MaxAttempts = 5, BaseDelay = Seconds(0.5), MaxDelay = Seconds(9), UseJitter = false, BudgetCapacity = 42 }).UsingPropertiesComparer());
            Assert.That(options.CircuitBreaker, Is.EqualTo(new ArkForgeCircuitBreakerOptions { Enabled = false, FailureRatio = 0.25, MinimumThroughput = 7, SamplingDuration = Seconds(60), BreakDuration = Seconds(8) }).UsingPropertiesComparer());
            Assert.That(options.RateLimiting, Is.EqualTo(new ArkForgeRateLimitingOptions { Enabled = false, MaxWait = Seconds(4), InitialPermits = 3, IdleTimeout = Seconds(120) }).UsingPropertiesComparer());
        }
    }

    [TestCase("section", "client", "root", "process", "delegate", ExpectedResult = "delegate")]
    [TestCase("section", "client", "root", "process", null, ExpectedResult = "client")]
    [TestCase("section", null, "root", "process", null, ExpectedResult = "section")]
    [TestCase(null, "client", "root", "process", null, ExpectedResult = "client")]
    [TestCase(null, null, "root", "process", null, ExpectedResult = "root")]
    [TestCase(null, null, null, "process", null, ExpectedResult = "process")]
    [TestCase(null, null, "", "process", null, ExpectedResult = "process")]
    [TestCase("", "", null, "process", null, ExpectedResult = "process")]
    [TestCase(null, null, null, "process", "delegate", ExpectedResult = "delegate")]
    public string NamedClient_WithSeveralSources_TakesTheKeyOfTheStrongest(string? section, string? client, string? root, string? process, string? code)
    {
        var configuration = TestServices.Configuration(
            ("ArkForge:ApiKey", KeyOf(section)), ("ArkForge:Clients:fund-a:ApiKey", KeyOf(client)), ("ARKFORGE_API_KEY", KeyOf(root)));
        var services = TestServices.Create(configuration, variable => variable == "ARKFORGE_API_KEY" ? KeyOf(process) : null);
        services.AddArkForge("fund-a", options => options.ApiKey = KeyOf(code) ?? options.ApiKey);
        using var provider = services.Build();

        var key = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().Get("fund-a").ApiKey!;
        return key["sk-arkforge-".Length..];
    }

    [TestCase("https://section.example", "https://root.example", "https://process.example", ExpectedResult = "section.example")]
    [TestCase(null, "https://root.example", "https://process.example", ExpectedResult = "root.example")]
    [TestCase(null, null, "https://process.example", ExpectedResult = "process.example")]
    [TestCase("", null, "https://process.example", ExpectedResult = "process.example")]
    [TestCase(null, null, null, ExpectedResult = null)]
    public string? DefaultClient_WithSeveralSources_TakesTheAddressOfTheStrongest(string? section, string? root, string? process)
    {
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", Key), ("ArkForge:BaseUrl", section), ("ARKFORGE_BASE_URL", root));
        var services = TestServices.Create(configuration, variable => variable == "ARKFORGE_BASE_URL" ? process : null);
        services.AddArkForge();
        using var provider = services.Build();

        return provider.GetRequiredService<IOptions<ArkForgeOptions>>().Value.BaseUrl?.Host;
    }

    [Test]
    public void AddArkForge_WithAGivenSection_BindsItInPlaceOfTheUsualOne()
    {
        var configuration = TestServices.Configuration(("ArkForge:Debug", "true"), ("Vendors:Forge:ApiKey", Key), ("Vendors:Forge:MaxResponseBytes", "4096"));
        var services = TestServices.Create(configuration);
        services.AddArkForge(configuration.GetSection("Vendors:Forge"));
        using var provider = services.Build();

        var options = provider.GetRequiredService<IOptions<ArkForgeOptions>>().Value;

        Assert.That((options.ApiKey, options.MaxResponseBytes, options.Debug), Is.EqualTo((Key, 4096, false)));
    }

    [Test]
    public void AddArkForge_NamedWithAGivenSection_BindsItOnTopOfTheSharedOne()
    {
        var configuration = TestServices.Configuration(
            ("ArkForge:Debug", "true"), ("ArkForge:Clients:fund-a:MaxResponseBytes", "1024"), ("Vendors:Forge:ApiKey", Key));
        var services = TestServices.Create(configuration);
        services.AddArkForge("fund-a", configuration.GetSection("Vendors:Forge"));
        using var provider = services.Build();

        var options = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().Get("fund-a");

        Assert.That((options.ApiKey, options.MaxResponseBytes, options.Debug), Is.EqualTo((Key, new ArkForgeOptions().MaxResponseBytes, true)));
    }

    [Test]
    public void AddArkForge_WithoutAnyConfiguration_TakesTheEnvironmentAlone()
    {
        var services = TestServices.Create(environment: variable => variable == "ARKFORGE_API_KEY" ? Key : null);
        services.AddArkForge();
        using var provider = services.Build();

        Assert.That(provider.GetRequiredService<IOptions<ArkForgeOptions>>().Value.ApiKey, Is.EqualTo(Key));
    }

    [TestCase("""{ "ArkForge": { "ApiKey": "KEY", "Timeouts": {}, "Retry": {} } }""")]
    [TestCase("""{ "ArkForge": { "ApiKey": "KEY", "Timeouts": null, "UserAgentSuffix": null, "BaseUrl": null } }""")]
    [TestCase("""{ "ArkForge": { "ApiKey": "KEY", "Retry": { "MaxAttempts": null, "BaseDelay": null } } }""")]
    public void AddArkForge_WithEmptySectionsOrNulls_KeepsTheDefaults(string json)
    {
        var options = OptionsOf(TestServices.Json(json.Replace("KEY", Key, StringComparison.Ordinal)));

        Assert.That(options, Is.EqualTo(new ArkForgeOptions { ApiKey = Key }).UsingPropertiesComparer());
    }

    private static ArkForgeOptions OptionsOf(IConfiguration configuration)
    {
        var services = TestServices.Create(configuration);
        services.AddArkForge();
        using var provider = services.Build();
        return provider.GetRequiredService<IOptions<ArkForgeOptions>>().Value;
    }

    private static string? KeyOf(string? source) => string.IsNullOrEmpty(source) ? source : $"sk-arkforge-{source}";

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}

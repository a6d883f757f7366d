using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Tests.Configuration;

/// <summary>What a change of the configuration does to a running client.</summary>
public sealed class ReloadTests
{
    private const int ReloadRefused = 100;
    private const int ReloadInvalid = 101;
    private const string Health = """{"status":"ok"}""";

    [TestCase("", true)]
    [TestCase("", false)]
    [TestCase("fund-a", true)]
    [TestCase("fund-a", false)]
    public async Task Call_WhenTheKeyChangesUnderWay_UsesTheNewKeyForTheNextAttempt(string name, bool isAsync)
    {
        var section = SectionOf(name);
        var configuration = TestServices.Configuration(($"{section}:ApiKey", TestKeys.Default), ("ArkForge:Retry:BaseDelay", "00:00:00"));
        using var network = new StubHandler((_, number) =>
        {
            if (number > 1) return StubHandler.Json(Health);
            Change(configuration, $"{section}:ApiKey", TestKeys.Other);
            return StubHandler.Error(HttpStatusCode.InternalServerError);
        });
        using var provider = Build(configuration, name, network);
        var client = provider.GetRequiredKeyedService<IArkForgePortfolioClient>(name);

        _ = isAsync ? await client.GetHealthAsync() : client.GetHealth();

        Assert.That(network.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo([$"Bearer {TestKeys.Default}", $"Bearer {TestKeys.Other}"]));
    }

    [Test]
    public async Task Call_AfterAReload_GoesToTheNewAddress()
    {
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", TestKeys.Default), ("ArkForge:BaseUrl", "https://old.example"));
        using var network = new StubHandler(() => StubHandler.Json(Health));
        using var provider = Build(configuration, "", network);
        var client = provider.GetRequiredService<IArkForgePortfolioClient>();
        await client.GetHealthAsync();

        Change(configuration, "ArkForge:BaseUrl", "https://new.example");
        await client.GetHealthAsync();

        Assert.That(network.Requests.Select(request => request.Address.Host), Is.EqualTo(["old.example", "new.example"]));
    }

    [TestCase("Timeouts:Attempt", "nonsense")]
    [TestCase("Retry:MaxAttempts", "0")]
    [TestCase("BaseUrl", "http://api.arkforge.example")]
    [TestCase("ApiKey", "")]
    [TestCase("Debugg", "true")]
    public void Reload_ThatDoesNotValidate_KeepsTheLastGoodOptionsAndSaysSoOnce(string setting, string value)
    {
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", TestKeys.Default), ("ArkForge:MaxResponseBytes", "2048"));
        using var provider = Build(configuration);
        var monitor = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
        var good = monitor.CurrentValue;

        Assert.That(() => Change(configuration, $"ArkForge:{setting}", value), Throws.Nothing);
        Assert.That(configuration.Reload, Throws.Nothing);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(monitor.CurrentValue, Is.EqualTo(good).UsingPropertiesComparer());
            Assert.That(SnapshotOf(provider), Is.EqualTo(good).UsingPropertiesComparer());
            Assert.That(Refusals(provider), Has.Count.EqualTo(1).And.One.Property(nameof(FakeLogRecord.Message)).Contains($"ArkForge:{setting}"));
        }
    }

    [Test]
    public void Reload_AfterOneThatDidNotValidate_TakesEffect()
    {
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", TestKeys.Default));
        using var provider = Build(configuration);
        var monitor = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
        _ = monitor.CurrentValue;
        Change(configuration, "ArkForge:Retry:MaxAttempts", "0");

        Change(configuration, "ArkForge:Retry:MaxAttempts", "7");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(monitor.CurrentValue.Retry.MaxAttempts, Is.EqualTo(7));
            Assert.That(SnapshotOf(provider).Retry.MaxAttempts, Is.EqualTo(7));
        }

        Change(configuration, "ArkForge:Retry:MaxAttempts", "0");
        Assert.That(Refusals(provider), Has.Count.EqualTo(2), "the same fault, come back, is news");
    }

    [Test]
    public void Reload_BeforeThereWasAnythingGood_ThrowsNothingOnTheThreadThatReloads()
    {
        var configuration = TestServices.Configuration(("ArkForge:Retry:MaxAttempts", "0"));
        using var provider = Build(configuration);
        var monitor = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
        Assert.That(() => monitor.CurrentValue, Throws.TypeOf<OptionsValidationException>());

        Assert.That(() => Change(configuration, "ArkForge:Retry:MaxAttempts", "3"), Throws.Nothing);
        Assert.That(() => monitor.CurrentValue, Throws.TypeOf<OptionsValidationException>(), "the key is still missing");
        Assert.That(Refusals(provider), Has.Count.EqualTo(1));

        Change(configuration, "ArkForge:ApiKey", TestKeys.Default);
        Assert.That(monitor.CurrentValue.ApiKey, Is.EqualTo(TestKeys.Default));
    }

    [Test]
    public void Reload_OfOneClient_LeavesTheOthersAlone()
    {
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", TestKeys.Default));
        var services = TestServices.Create(configuration);
        services.AddArkForge();
        services.AddArkForge("fund-a");
        using var provider = services.Build();
        var monitor = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
        _ = (monitor.CurrentValue, monitor.Get("fund-a"));

        Change(configuration, "ArkForge:Clients:fund-a:ApiKey", TestKeys.Other);
        Change(configuration, "ArkForge:Clients:fund-a:Retry:MaxAttempts", "0");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(monitor.CurrentValue.ApiKey, Is.EqualTo(TestKeys.Default));
            Assert.That(monitor.Get("fund-a").ApiKey, Is.EqualTo(TestKeys.Other));
            Assert.That(monitor.Get("fund-a").Retry.MaxAttempts, Is.EqualTo(3));
        }
    }

    [Test]
    public void Reload_OfAVariableOutsideTheGivenSection_TakesEffect()
    {
        var configuration = TestServices.Configuration(("ARKFORGE_API_KEY", TestKeys.Default));
        var own = TestServices.Configuration(("Forge:Debug", "true"));
        var services = TestServices.Create(configuration);
        services.AddArkForge(own.GetSection("Forge"));
        using var provider = services.Build();
        var monitor = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>();
        Assert.That(monitor.CurrentValue.ApiKey, Is.EqualTo(TestKeys.Default));

        Change(configuration, "ARKFORGE_API_KEY", TestKeys.Other);

        Assert.That(monitor.CurrentValue.ApiKey, Is.EqualTo(TestKeys.Other));
    }

    [Test]
    public void Reload_WithAListenerOfTheApplication_TellsItOfTheNewOptions()
    {
        var configuration = TestServices.Configuration(("ArkForge:ApiKey", TestKeys.Default));
        using var provider = Build(configuration);
        var seen = new List<string?>();
        using var listening = provider.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().OnChange((options, _) => seen.Add(options.ApiKey));

        Change(configuration, "ArkForge:ApiKey", TestKeys.Other);

        Assert.That(seen, Is.Not.Empty.And.All.EqualTo(TestKeys.Other));
    }

    private static ServiceProvider Build(IConfiguration configuration, string name = "", HttpMessageHandler? network = null)
    {
        var services = TestServices.Create(configuration);
        services.AddArkForge(name);
        if (network is not null) services.UseNetwork(network, name);
        return services.Build();
    }

    private static string SectionOf(string name) => name.Length == 0 ? "ArkForge" : $"ArkForge:Clients:{name}";

    private static void Change(IConfigurationRoot configuration, string path, string value)
    {
        configuration[path] = value;
        configuration.Reload();
    }

    private static ArkForgeOptions SnapshotOf(ServiceProvider provider)
    {
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<ArkForgeOptions>>().Value;
    }

    private static List<FakeLogRecord> Refusals(ServiceProvider provider) =>
        [.. provider.GetFakeLogCollector().GetSnapshot().Where(record => record.Id.Id is ReloadRefused or ReloadInvalid)];
}

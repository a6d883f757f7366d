using System.Globalization;
using ArkForge.Extensions.Configuration.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Tests.Configuration;

/// <summary>A setting that cannot work fails at start, by its path, with the fix, whatever the culture of the machine.</summary>
public sealed class ValidationTests
{
    private const string Duration = "is not a duration; write it hh:mm:ss, such as 00:00:30";
    private const string Hour = "must be from 00:00:00 to 01:00:00, written hh:mm:ss";
    private const string Timeout = "must be from 00:00:00.001 to 01:00:00, written hh:mm:ss";
    private const string Sampling = "must be from 00:00:00.5 to 01:00:00, written hh:mm:ss";
    private const string UserAgent = "is not a list of product tokens; write it like my-app/1.2";
    private const string Key = "; put the key, 'sk-arkforge-' and what follows, there, in user secrets, or in the environment variable ARKFORGE_API_KEY";
    private static readonly string[] Cultures = ["de-DE", "tr-TR", "th-TH", "fa-IR", "ar-SA", "sv-SE"];

    private static readonly (string Path, string Value, string Fault)[] BadSettings =
    [
        ("Timeout", "00:01:00", " is not a setting; did you mean Timeouts?"),
        ("Timeouts:Atempt", "00:01:00", " is not a setting; did you mean Attempt?"),
        ("debugg", "true", " is not a setting; did you mean Debug?"),
        ("Api_Key", TestKeys.Canary, " is not a setting; did you mean ApiKey?"),
        ("Flavour", "x", " is not a setting; the settings here are ApiKey, BaseUrl, CircuitBreaker, Clients, Debug, JsonNaming, MaxResponseBytes, RateLimiting, Retry, Timeouts, UserAgentSuffix"),
        ("Timeouts", "00:01:00", " is a section, not a single value; write a setting below it, such as Attempt"),

        ("Timeouts:Attempt", "soon", " " + Duration),
        ("Timeouts:Attempt", "", " " + Duration),
        // A bare number would be days.
        ("Timeouts:Total", "1", " " + Duration),
        ("RateLimiting:MaxWait", "1", " " + Duration),
        ("Retry:MaxAttempts", "three", " is not a whole number"),
        ("Retry:MaxAttempts", "", " is not a whole number"),
        ("Retry:MaxAttempts", "99999999999", " is not a whole number"),
        ("Retry:UseJitter", "yes", " is not true or false"),
        ("Debug", "", " is not true or false"),
        ("CircuitBreaker:FailureRatio", "half", " is not a number such as 0.5"),
        ("CircuitBreaker:FailureRatio", "0,5", " is not a number such as 0.5"),
        ("JsonNaming", "Kebab", " is not one of CamelCase, SnakeCase"),
        ("JsonNaming", "1", " is not one of CamelCase, SnakeCase"),
        ("JsonNaming", "CamelCase, SnakeCase", " is not one of CamelCase, SnakeCase"),
        ("BaseUrl", "http://[bad", " is not an address such as https://api.arkforge.example"),

        ("BaseUrl", "api.arkforge.example", ": is not an absolute address; write it like https://api.arkforge.example"),
        ("BaseUrl", "localhost:3001", ": does not begin with https:// (or http://, for a loopback host); write it like https://api.arkforge.example"),
        ("BaseUrl", "ftp://localhost", ": does not begin with https:// (or http://, for a loopback host); write it like https://api.arkforge.example"),
        ("BaseUrl", "http://api.arkforge.example", ": (http://api.arkforge.example/) would send the API key unencrypted; use https (http is for loopback hosts only)"),
        ("BaseUrl", "http://localhost.evil.example", ": (http://localhost.evil.example/) would send the API key unencrypted; use https (http is for loopback hosts only)"),
        ("BaseUrl", "https://user:pw@api.arkforge.example", ": holds user information; leave it out, the API key authenticates"),
        ("BaseUrl", "https://api.arkforge.example/?a=1", ": holds a query or fragment; leave it out"),
        ("BaseUrl", "https://api.arkforge.example/#a", ": holds a query or fragment; leave it out"),

        ("ApiKey", "", ": is not set" + Key),
        ("ApiKey", "   ", ": is not set" + Key),
        ("ApiKey", "sk-live-00000000", ": does not start with 'sk-arkforge-'" + Key),
        ("ApiKey", "SK-ARKFORGE-0000", ": does not start with 'sk-arkforge-'" + Key),
        ("ApiKey", "sk-arkforge-", ": has nothing after 'sk-arkforge-'" + Key),
        ("ApiKey", "sk-arkforge-00\n", ": has a character that cannot be sent in a header (a blank or line break at an end is the usual one)" + Key),
        ("ApiKey", "sk-arkforge-0\u00e9", ": has a character that cannot be sent in a header (a blank or line break at an end is the usual one)" + Key),
        // A key that could be sent, but not found again in a text from which it must be taken out.
        ("ApiKey", "sk-arkforge-0,0", ": has a character that cannot be sent in a header (a blank or line break at an end is the usual one)" + Key),

        ("Timeouts:Attempt", "00:00:00", ": " + Timeout),
        ("Timeouts:Attempt", "-00:00:01", ": " + Timeout),
        ("Timeouts:Connect", "01:00:00.001", ": " + Timeout),
        ("Timeouts:Total", "1.00:00:01", ": must be from 00:00:00.001 to 1.00:00:00, written hh:mm:ss"),
        ("Retry:MaxAttempts", "0", ": must be from 1 (never retry) to 20"),
        ("Retry:MaxAttempts", "21", ": must be from 1 (never retry) to 20"),
        ("Retry:BaseDelay", "-00:00:01", ": " + Hour),
        ("Retry:MaxDelay", "01:00:01", ": " + Hour),
        ("Retry:BudgetCapacity", "-1", ": must be from 0 (never retry) to 1000000 tokens"),
        ("Retry:BudgetCapacity", "1000001", ": must be from 0 (never retry) to 1000000 tokens"),
        ("CircuitBreaker:FailureRatio", "0.009", ": must be from 0.01 to 1"),
        ("CircuitBreaker:FailureRatio", "1.01", ": must be from 0.01 to 1"),
        ("CircuitBreaker:FailureRatio", "NaN", ": must be from 0.01 to 1"),
        ("CircuitBreaker:MinimumThroughput", "1", ": must be from 2 to 1000000 attempts"),
        ("CircuitBreaker:SamplingDuration", "00:00:00.4", ": " + Sampling),
        ("CircuitBreaker:BreakDuration", "01:00:01", ": " + Sampling),
        ("RateLimiting:MaxWait", "-00:00:01", ": must be from 00:00:00 (never wait) to 1.00:00:00, written hh:mm:ss"),
        ("RateLimiting:InitialPermits", "0", ": must be from 1 to 10000 attempts"),
        ("RateLimiting:IdleTimeout", "00:00:00.9", ": must be from 00:00:01 to 1.00:00:00, written hh:mm:ss"),
        ("MaxResponseBytes", "1023", ": must be from 1024 (1 KiB) to 1073741824 (1 GiB) bytes"),
        ("UserAgentSuffix", "my app @", ": " + UserAgent),
        ("UserAgentSuffix", "my-app/1.0\r\nX-Evil: 1", ": " + UserAgent),
        // Accepted as a comment by the header's parser, and then refused by every request.
        ("UserAgentSuffix", "my-app/1.0 (gr\u00f6\u00dfe)", ": " + UserAgent),
        ("UserAgentSuffix", LongSuffix, ": is longer than 200 characters; shorten it"),
    ];

    private const string LongSuffix = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static IEnumerable<TestCaseData> BadSettingsInCultures() =>
        from bad in BadSettings.Index()
        select new TestCaseData(Cultures[bad.Index % Cultures.Length], bad.Item.Path, bad.Item.Value, bad.Item.Fault);

    [TestCaseSource(nameof(BadSettingsInCultures))]
    public void Start_WithABadSetting_NamesItsPathAndTheFix(string culture, string path, string value, string fault)
    {
        var faults = FaultsAtStart(culture, [("ArkForge:ApiKey", TestKeys.Default), ($"ArkForge:{path}", value)]);

        Assert.That(faults, Is.EqualTo([$"ArkForge:{path}{fault}"]));
    }

    [TestCaseSource(nameof(Cultures))]
    public void Start_WithLimitsThatContradictEachOther_NamesBothWithTheirValues(string culture)
    {
        var faults = FaultsAtStart(culture,
        [
            ("ArkForge:ApiKey", TestKeys.Default),
            ("ArkForge:Timeouts:Attempt", "00:01:00"), ("ArkForge:Timeouts:Total", "00:00:30"),
            ("ArkForge:Retry:BaseDelay", "00:00:02"), ("ArkForge:Retry:MaxDelay", "00:00:01.5"),
        ]);

        Assert.That(faults, Is.EqualTo(
        [
            "ArkForge:Timeouts:Attempt (00:01:00) must not exceed ArkForge:Timeouts:Total (00:00:30); lower the first or raise the second",
            "ArkForge:Retry:BaseDelay (00:00:02) must not exceed ArkForge:Retry:MaxDelay (00:00:01.5000000); lower the first or raise the second",
        ]));
    }

    [TestCaseSource(nameof(Cultures))]
    public void Start_WithFaultsOfEveryKind_NamesAllOfThemAtOnceWithoutTheirValues(string culture)
    {
        const string Secret = "hunter2-secret";
        var faults = FaultsAtStart(culture,
        [
            ("ArkForge:ApiKey", Secret), ("ArkForge:BaseUrl", $"https://{Secret}@api.arkforge.example"), ("ArkForge:Timeouts:Attempt", Secret),
            ("ArkForge:Retry:MaxAttempts", "0"), ("ArkForge:Debugg", Secret), ("ArkForge:JsonNaming", Secret), ("ArkForge:UserAgentSuffix", $"@{Secret}"),
            ("ArkForge:RateLimiting", Secret),
        ]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults.Select(fault => fault[.."ArkForge:XXXXX".Length]), Is.EquivalentTo(
                ["ArkForge:ApiKe", "ArkForge:BaseU", "ArkForge:Timeo", "ArkForge:Retry", "ArkForge:Debug", "ArkForge:JsonN", "ArkForge:UserA", "ArkForge:RateL"]));
            Assert.That(faults, Has.None.Contains(Secret));
        }
    }

    [Test]
    public void Start_WithASectionInPlaceOfAValue_NamesThePathOfTheValue() => Assert.That(
        FaultsAtStart("th-TH", [("ArkForge:ApiKey", TestKeys.Default), ("ArkForge:BaseUrl:Host", "x")]),
        Is.EqualTo(["ArkForge:BaseUrl is a single value, not a section; remove what stands below it"]));

    [Test]
    public void Start_WithAKeyAsTheNameOfASetting_DoesNotShowIt()
    {
        var faults = FaultsAtStart("de-DE", [("ArkForge:ApiKey", TestKeys.Default), ($"ArkForge:{TestKeys.Canary}", TestKeys.Canary)]);

        Assert.That(faults, Has.Count.EqualTo(1).And.One.StartsWith("ArkForge:sk-arkforge-cafe... is not a setting").And.None.Contains(TestKeys.CanarySecret));
    }

    [TestCase("ARKFORGE_BASE_URL", "not an address", "ARKFORGE_BASE_URL is not an address such as https://api.arkforge.example")]
    [TestCase("ARKFORGE_BASE_URL", "http://api.arkforge.example", "ArkForge:BaseUrl: (http://api.arkforge.example/) would send the API key unencrypted; use https (http is for loopback hosts only)")]
    public void Start_WithABadVariable_NamesIt(string variable, string value, string fault) =>
        Assert.That(FaultsAtStart("sv-SE", [("ArkForge:ApiKey", TestKeys.Default), (variable, value)]), Is.EqualTo([fault]));

    [Test]
    public void Start_WithABadNamedClient_NamesItsOwnPath()
    {
        var faults = FaultsAtStart(
            "tr-TR",
            [("ArkForge:Debug", "true"), ("ArkForge:Clients:fund-a:Timeouts:Attempt", "02:00:00"), ("ArkForge:Clients:fund-a:Clients:x", "1")],
            services => services.AddArkForge("fund-a"));

        Assert.That(faults, Is.EquivalentTo(
        [
            "ArkForge:Clients:fund-a:Clients is not a setting; the settings here are ApiKey, BaseUrl, CircuitBreaker, Debug, JsonNaming, MaxResponseBytes, RateLimiting, Retry, Timeouts, UserAgentSuffix",
            "ArkForge:Clients:fund-a:Timeouts:Attempt: " + Timeout,
            "ArkForge:Clients:fund-a:ApiKey: is not set" + Key,
            "ArkForge:Clients:fund-a:Timeouts:Attempt (02:00:00) must not exceed ArkForge:Clients:fund-a:Timeouts:Total (00:05:00); lower the first or raise the second",
        ]));
    }

    // Passed over in silence, each of these would leave the client with the key of another account.
    [TestCase("ArkForge:Clients:funda:Debug", "true", "ArkForge:Clients:funda names no client that AddArkForge registers; did you mean fund-a?")]
    [TestCase("ArkForge:Clients", "fund-a", "ArkForge:Clients is a section, not a single value; write the name of a client below it, and its settings below that")]
    [TestCase("ArkForge:Clients:fund-a", "sk-arkforge-cafe1234567890", "ArkForge:Clients:fund-a is a section, not a single value; write a setting below it, such as ApiKey")]
    [TestCase("ArkForge:Clients:desk-of-another-app:Retry:MaxAtempts", "5", "ArkForge:Clients:desk-of-another-app:Retry:MaxAtempts is not a setting; did you mean MaxAttempts?")]
    [TestCase("ArkForge:Client:fund-a:Debug", "true", "ArkForge:Client is not a setting; did you mean Clients?")]
    [TestCase("ArkForge", "sk-arkforge-cafe1234567890", "ArkForge is a section, not a single value; write a setting below it, such as ApiKey")]
    public void Start_WithAMistypedClient_SaysSo(string path, string value, string fault)
    {
        var faults = FaultsAtStart("tr-TR", [("ArkForge:ApiKey", TestKeys.Default), (path, value)], services => services.AddArkForge("fund-a"));

        Assert.That(faults, Is.EqualTo([fault]));
    }

    [Test]
    public void Start_WithASectionForAClientOfAnotherApplication_IsFine() => Assert.That(
        FaultsAtStart("tr-TR", [("ArkForge:ApiKey", TestKeys.Default), ("ArkForge:Clients:desk-of-another-app:Debug", "true")], services => services.AddArkForge("fund-a")),
        Is.Empty);

    [Test]
    public void Start_WithAGivenSection_NamesItsPath()
    {
        var configuration = TestServices.Configuration(("Vendors:Forge:Retry:MaxAttempts", "0"), ("Vendors:Forge:ApiKey", TestKeys.Default));

        var faults = FaultsAtStart("fa-IR", [], services => services.AddArkForge(configuration.GetSection("Vendors:Forge")));

        Assert.That(faults, Is.EqualTo(["Vendors:Forge:Retry:MaxAttempts: must be from 1 (never retry) to 20"]));
    }

    private static IEnumerable<TestCaseData> BadDelegates()
    {
        const string Missing = ": is null; give a new object, or leave the one that is there";
        yield return Bad(options => options.Timeouts = null!, "Timeouts" + Missing);
        yield return Bad(options => options.Retry = null!, "Retry" + Missing);
        yield return Bad(options => options.CircuitBreaker = null!, "CircuitBreaker" + Missing);
        yield return Bad(options => options.RateLimiting = null!, "RateLimiting" + Missing);
        yield return Bad(options => options.CircuitBreaker.FailureRatio = double.NaN, "CircuitBreaker:FailureRatio: must be from 0.01 to 1");
        yield return Bad(options => options.CircuitBreaker.FailureRatio = double.PositiveInfinity, "CircuitBreaker:FailureRatio: must be from 0.01 to 1");
        yield return Bad(options => options.JsonNaming = (JsonNaming)7, "JsonNaming: is not a naming; use CamelCase or SnakeCase");
        yield return Bad(options => options.BaseUrl = new Uri("/relative", UriKind.Relative), "BaseUrl: is not an absolute address; write it like https://api.arkforge.example");
        yield return Bad(options => options.Timeouts.Attempt = TimeSpan.MaxValue, "Timeouts:Attempt: " + Timeout, "Timeouts:Attempt (10675199.02:48:05.4775807) must not exceed ArkForge:Timeouts:Total (00:05:00); lower the first or raise the second");

        static TestCaseData Bad(Action<ArkForgeOptions> configure, params string[] faults) =>
            new TestCaseData(configure, faults.Select(fault => $"ArkForge:{fault}").ToArray()).SetArgDisplayNames(faults[0]);
    }

    [TestCaseSource(nameof(BadDelegates))]
    public void Start_WithABadDelegate_NamesThePath(Action<ArkForgeOptions> configure, string[] faults)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var found = FaultsAtStart("ar-SA", [("ArkForge:ApiKey", TestKeys.Default)], services => services.AddArkForge(configure));

        Assert.That(found, Is.EqualTo(faults));
    }

    [TestCase("https://api.arkforge.example")]
    [TestCase("http://localhost:3001")]
    [TestCase("http://127.0.0.1:1")]
    [TestCase("http://[::1]:1/base/")]
    [TestCase("HTTPS://API.ARKFORGE.EXAMPLE/v2")]
    public void Start_WithASoundAddress_Succeeds(string address) =>
        Assert.That(FaultsAtStart("de-DE", [("ArkForge:ApiKey", TestKeys.Default), ("ArkForge:BaseUrl", address)]), Is.Empty);

    [Test]
    public void Start_WithAProvider_NeedsNoKey() =>
        Assert.That(FaultsAtStart("de-DE", [], services => services.AddArkForge().AddApiKeyProvider<NoProvider>()), Is.Empty);

    private static IReadOnlyList<string> FaultsAtStart(string culture, (string, string?)[] settings, Action<IServiceCollection>? register = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(TestServices.Configuration(settings).AsEnumerable());
        builder.Services.AddSingleton<EnvironmentReader>(_ => static _ => null);
        if (register is null) builder.Services.AddArkForge();
        else register(builder.Services);
        using var host = builder.Build();
        try
        {
            var start = host.StartAsync();
            Assert.That(start.IsCompleted, Is.True, "the start waited for something");
            start.GetAwaiter().GetResult();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }

    private sealed class NoProvider : IArkForgeApiKeyProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new("");

        public string GetApiKey(CancellationToken cancellationToken) => "";
    }
}

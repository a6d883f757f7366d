using System.Text;
using ArkForge.Extensions.Tests.Faults.Support;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, JSON: what the caller sees when the body is JSON, or nearly, and not the contract's.</summary>
public sealed class JsonFaultTests : FaultTests
{
    private const string Recommendation =
        """{"allocation":{"BTC":60,"ETH":40},"expectedReturn":0.15,"expectedVolatility":0.2,"sharpeRatio":0.75,"confidence":0.9,"actions":[]}""";

    [TestCase("{")]
    [TestCase("{'status':'ok'}")]
    [TestCase("{\"status\":\"ok\",}")]
    [TestCase("{\"status\":\"ok\"}trailing")]
    [TestCase("{\"status\":\"ok\"}{\"status\":\"down\"}")]
    [TestCase("/* comment */{\"status\":\"ok\"}")]
    [TestCase("{\"status\":\"ok\",\"uptime\":NaN}")]
    [TestCase("{\"status\":\"ok\",\"uptime\":010}")]
    [TestCase("[]")]
    [TestCase("null")]
    public async Task InvalidOrTrailing_ResponseException(string body)
    {
        var bench = ServeAnswer(Answer.Json(body));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync: true));

        Assert.That((failure.Attempts, failure.IsTransient, failure.RequestId), Is.EqualTo((1, false, Answer.RequestId)));
    }

    [TestCase("[", true)]
    [TestCase("[", false)]
    [TestCase("{\"a\":", true)]
    [TestCase("{\"a\":", false)]
    public async Task DepthOfHundredThousand_ResponseExceptionInUnderASecond(string level, bool isAsync)
    {
        var bench = ServeAnswer(Answer.Json(new StringBuilder().Insert(0, level, 100_000).ToString()));

        await FailsInTimeAsync(bench, bench.HealthAsync(isAsync));
    }

    [TestCase("{},")]
    [TestCase("0,")]
    [TestCase("[],")]
    public async Task MillionElements_ResponseExceptionInUnderASecond(string element)
    {
        var bench = ServeAnswer(Answer.Json($"[{new StringBuilder().Insert(0, element, 1_000_000)}0]"));

        await FailsInTimeAsync(bench, bench.RiskProfilesAsync(isAsync: true));
    }

    [Test]
    public async Task DepthInAnErrorAnswer_ServiceExceptionByItsStatus()
    {
        var bench = ServeAnswer(Answer.Status("500 Oops", new StringBuilder().Insert(0, "{\"error\":", 100_000).ToString()));

        await bench.FailsAsync<ArkForgeServiceException>(bench.HealthAsync(isAsync: true));
    }

    [Test]
    public async Task UnknownEnum_KeptAsItCame()
    {
        var bench = ServeAnswer(Answer.Json("""{"status":"Melting","services":{"claude":"on_fire"}}"""));

        var health = await Patience.For(bench.HealthAsync(isAsync: true));

        Assert.That((health.Status.ToString(), health.Services["claude"].ToString()), Is.EqualTo(("Melting", "on_fire")));
    }

    [TestCase("\"sharpeRatio\":0.75,", "", "sharpeRatio")]
    [TestCase("\"sharpeRatio\":0.75,", "\"sharpeRatio\":null,", "sharpeRatio")]
    [TestCase("\"actions\":[]", "\"actions\":[{\"action\":\"buy\"}]", "actions[0].symbol")]
    public async Task MissingOrNullRequired_ResponseExceptionNamesThePathOnly(string part, string replacement, string path)
    {
        var bench = ServeAnswer(Answer.Json(Recommendation.Replace(part, replacement, StringComparison.Ordinal)));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.OptimizeAsync(isAsync: true));

        Assert.That(failure.Message, Does.Contain($"'{path}'").And.Not.Contains("0.15"));
        Assert.That(failure.InnerException, Is.Null);
    }

    [Test]
    public async Task ExtraMembersAndDates_IgnoredAndKeptAsText()
    {
        var bench = ServeAnswer(Answer.Json("""{"status":"2025-10-23T17:30:00.000Z","isNew":true,"nested":{"deep":[1,{}]}}"""));

        var health = await Patience.For(bench.HealthAsync(isAsync: true));

        Assert.That(health.Status.ToString(), Is.EqualTo("2025-10-23T17:30:00.000Z"));
    }

    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("\"NaN\"")]
    [TestCase("\"twelve\"")]
    [TestCase("true")]
    public async Task NumberOutOfRange_NeverAWrongValue(string number)
    {
        var bench = ServeAnswer(Answer.Json(Recommendation.Replace("0.75", number, StringComparison.Ordinal)));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.OptimizeAsync(isAsync: true));

        Assert.That(failure.Message, Does.Contain("'sharpeRatio'"));
    }

    [TestCase("99999999999999999999")]
    [TestCase("7.5")]
    public async Task KeyIdOutOfRange_NeverAWrongValue(string id)
    {
        var bench = ServeAnswer(Answer.Json($$"""{"apiKey":"sk-arkforge-2222","keyId":{{id}}}"""));

        await bench.FailsAsync<ArkForgeResponseException>(bench.CreateKeyAsync(isAsync: true));
    }

    [TestCase("""{"$type":"System.Diagnostics.Process, System","status":"ok"}""")]
    [TestCase("""{"$id":"1","status":"ok","$ref":"1"}""")]
    [TestCase("""{"$ref":"1","status":"ok"}""")]
    public async Task TypeAndReferenceMembers_Ignored(string body)
    {
        var bench = ServeAnswer(Answer.Json(body));

        Assert.That((await Patience.For(bench.HealthAsync(isAsync: true))).Status, Is.EqualTo(ServiceStatus.Ok));
    }

    private static async Task FailsInTimeAsync(FaultBench bench, Task call)
    {
        var started = TimeProvider.System.GetTimestamp();
        var failure = await bench.FailsAsync<ArkForgeResponseException>(call);

        Assert.That(failure.Attempts, Is.EqualTo(1));
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)));
    }
}

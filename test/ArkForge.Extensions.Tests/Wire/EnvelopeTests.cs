using System.Text.Json;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Wire;

/// <summary>Every form in which a success may come reads the same, in both spellings.</summary>
public sealed class EnvelopeTests
{
    private static readonly (ApiCall Call, string[] InnerNames)[] Operations =
    [
        (ApiCalls.GetHealth, []),
        (ApiCalls.OptimizePortfolio, ["recommendation"]),
        (ApiCalls.AnalyzePortfolio, []),
        (ApiCalls.GetRiskProfiles, ["profiles", "riskProfiles"]),
        (ApiCalls.CreateKey, []),
        (ApiCalls.ListKeys, ["keys"]),
        (ApiCalls.GetKeyDetails, []),
        (ApiCalls.RotateKey, []),
    ];

    private static IEnumerable<TestCaseData> Forms =>
        from operation in Operations
        from form in (string[])["@", """{"data":@}""", """{"status":"success","data":@,"metadata":{"requestId":"req_1"}}""",
            .. operation.InnerNames.Select(name => $"{{\"data\":{{\"{name}\":@}}}}"),
            .. operation.InnerNames.Select(name => $"{{\"status\":\"success\",\"data\":{{\"{name}\":@}}}}")]
        from isSnake in (bool[])[false, true]
        select new TestCaseData(operation.Call, form, isSnake) { TestName = $"{{m}}({operation.Call.Name}, {form}, {(isSnake ? "snake" : "camel")})" };

    [TestCaseSource(nameof(Forms))]
    public async Task Answer_InAnyForm_ReadsTheSame(object operation, string form, bool isSnake)
    {
        var call = (ApiCall)operation;
        using var bare = new WireAccount().AnswerAlways(call.Answer);
        var body = form.Replace("@", call.Answer, StringComparison.Ordinal);
        using var wire = new WireAccount().AnswerAlways(isSnake ? SnakeCase.Of(body) : body);

        var expected = Text(await call.RunAsync(bare.Client, isAsync: true));
        var viaAsync = Text(await call.RunAsync(wire.Client, isAsync: true));
        var viaSync = Text(await call.RunAsync(wire.Client, isAsync: false));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected, Has.Length.GreaterThan(10));
            Assert.That(viaAsync, Is.EqualTo(expected));
            Assert.That(viaSync, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Metadata_BesideTheData_IsTheModels([Values] bool isAsync)
    {
        var body = """{"status":"success","data":{"recommendation":@},"metadata":{"requestId":"req_1","processingTime":12.5}}"""
            .Replace("@", ApiCalls.OptimizePortfolio.Answer, StringComparison.Ordinal);
        using var wire = new WireAccount().AnswerAlways(body);

        var recommendation = (PortfolioRecommendation?)await ApiCalls.OptimizePortfolio.RunAsync(wire.Client, isAsync);

        Assert.That(recommendation!.Metadata, Is.EqualTo(new RecommendationMetadata { RequestId = "req_1", ProcessingTime = 12.5 }));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("<html>done</html>")]
    [TestCase("null")]
    public async Task Answer_OfAnOperationWithoutResult_IsIgnored(string body)
    {
        using var wire = new WireAccount().AnswerAlways(body);

        foreach (var call in new[] { ApiCalls.RevokeKey, ApiCalls.RevokeKeyWithReason, ApiCalls.UpdateScopes })
        {
            await call.RunAsync(wire.Client, isAsync: true);
            await call.RunAsync(wire.Client, isAsync: false);
        }

        Assert.That(wire.Requests, Has.Count.EqualTo(6));
    }

    // Metadata that came beside the data is compared by a test of its own.
    private static string Text(object? result) => JsonSerializer.Serialize(result switch
    {
        PortfolioRecommendation recommendation => recommendation with { Metadata = null },
        PortfolioAnalysis analysis => analysis with { Metadata = null },
        _ => result,
    });
}

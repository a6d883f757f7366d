using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Tests.Serialization;

public sealed class EnvelopeTests
{
    private static readonly string[] Wrappings =
    [
        "@",
        """{"status":"success","data":@,"metadata":{"requestId":"beside"}}""",
        """{"metadata":{"requestId":"beside"},"data":@}""",
        """{"data":@}""",
    ];

    public static IEnumerable<TestCaseData> Forms()
    {
        foreach (var naming in Enum.GetValues<JsonNaming>())
        {
            foreach (var model in Samples.Responses)
            {
                foreach (var wrapping in Wrappings)
                    yield return new(model, naming, wrapping, Shape(model));
            }

            yield return new(Samples.Recommendation, naming, """{"data":{"recommendation":@}}""", ResponseShape.Recommendation);
            yield return new(Samples.Recommendation, naming, """{"recommendation":@}""", ResponseShape.Recommendation);
        }
    }

    public static IEnumerable<TestCaseData> ListForms()
    {
        foreach (var naming in Enum.GetValues<JsonNaming>())
        {
            foreach (var wrapping in Wrappings)
            {
                yield return new(Samples.KeyInfo, naming, wrapping, ResponseShape.Keys);
                yield return new(Samples.Profile, naming, wrapping, ResponseShape.RiskProfiles);
            }

            yield return new(Samples.KeyInfo, naming, """{"status":"success","data":{"keys":@}}""", ResponseShape.Keys);
            foreach (var name in new[] { "profiles", "riskProfiles", "risk_profiles" })
                yield return new(Samples.Profile, naming, $$$"""{"data":{"{{{name}}}":@}}""", ResponseShape.RiskProfiles);
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void Read_AnyFormInAnySpelling_GivesTheModel(object model, JsonNaming naming, string wrapping, object shape)
    {
        var json = wrapping.Replace("@", JsonText.Of(model, naming), StringComparison.Ordinal);
        object read = model switch
        {
            PortfolioRecommendation => JsonText.Read<PortfolioRecommendation>(json, (ResponseShape)shape),
            PortfolioAnalysis => JsonText.Read<PortfolioAnalysis>(json, (ResponseShape)shape),
            RiskProfile => JsonText.Read<RiskProfile>(json, (ResponseShape)shape),
            CreateKeyResponse => JsonText.Read<CreateKeyResponse>(json, (ResponseShape)shape),
            ApiKeyDetails => JsonText.Read<ApiKeyDetails>(json, (ResponseShape)shape),
            ApiKeyInfo => JsonText.Read<ApiKeyInfo>(json, (ResponseShape)shape),
            _ => JsonText.Read<HealthStatus>(json, (ResponseShape)shape),
        };
        Assert.That(JsonText.Of(read), Is.EqualTo(JsonText.Of(model)));
    }

    [TestCaseSource(nameof(ListForms))]
    public void Read_AnyFormOfAListInAnySpelling_GivesTheModels(object model, JsonNaming naming, string wrapping, object shape)
    {
        var json = wrapping.Replace("@", $"[{JsonText.Of(model, naming)},\n{JsonText.Of(model, naming)}]", StringComparison.Ordinal);
        IReadOnlyList<object> read = model is ApiKeyInfo
            ? JsonText.Read<IReadOnlyList<ApiKeyInfo>>(json, (ResponseShape)shape)
            : JsonText.Read<IReadOnlyList<RiskProfile>>(json, (ResponseShape)shape);
        Assert.That(read.Select(one => JsonText.Of(one)), Is.EqualTo(new[] { JsonText.Of(model), JsonText.Of(model) }));
    }

    [Test]
    public void Read_EmptyList_IsEmpty() =>
        Assert.That(JsonText.Read<IReadOnlyList<ApiKeyInfo>>("""{"data":{"keys":[]}}""", ResponseShape.Keys), Is.Empty);

    [Test]
    public void Read_NestedCharacteristics_ReadLikeTheFlatForm([Values("targetVolatility", "target_volatility")] string spelling)
    {
        var json = $$$"""{"name":"moderate","description":"d","characteristics":{"{{{spelling}}}":"15%","assetPreferences":["BTC"],"other":[1]}}""";
        var profile = JsonText.Read<RiskProfile>(json);
        Assert.Multiple(() =>
        {
            Assert.That(profile.TargetVolatility, Is.EqualTo("15%"));
            Assert.That(profile.AssetPreferences, Is.EqualTo(new[] { "BTC" }));
        });
    }

    [TestCase("""{"name":"moderate","characteristics":null}""")]
    [TestCase("""{"name":"moderate"}""")]
    public void Read_NoCharacteristics_LeavesTheTextsEmpty(string json) =>
        Assert.That(JsonText.Read<RiskProfile>(json).TargetVolatility, Is.Empty);

    [TestCase("""{"data":{"recommendation":@,"metadata":{"requestId":"beside"}},"metadata":{"requestId":"outer"}}""", "beside")]
    [TestCase("""{"data":{"recommendation":@},"metadata":{"request_id":"outer"}}""", "outer")]
    [TestCase("""{"data":@,"metadata":{"requestId":"outer"}}""", "outer")]
    [TestCase("""{"data":@,"metadata":null}""", null)]
    [TestCase("""{"data":@,"metadata":{"timestamp":1729789200}}""", null)]
    [TestCase("@", null)]
    public void Read_MetadataBesideThePayload_IsTakenWhenThePayloadHasNone(string wrapping, string? expected)
    {
        var bare = JsonText.Without(JsonText.Of(Samples.Recommendation), "metadata");
        var read = JsonText.Read<PortfolioRecommendation>(wrapping.Replace("@", bare, StringComparison.Ordinal), ResponseShape.Recommendation);
        Assert.That(read.Metadata?.RequestId, Is.EqualTo(expected));
    }

    [Test]
    public void Read_AnalysisWithMetadataBeside_TakesIt()
    {
        var json = $$$"""{"data":{{{JsonText.Without(JsonText.Of(Samples.Analysis), "metadata")}}},"metadata":{"requestId":"beside"}}""";
        Assert.That(JsonText.Read<PortfolioAnalysis>(json).Metadata?.RequestId, Is.EqualTo("beside"));
    }

    [Test]
    public void Read_BareHealth_IsNoEnvelope() =>
        Assert.That(JsonText.Read<HealthStatus>("""{"status":"down"}""").Status, Is.EqualTo(ServiceStatus.Down));

    [TestCase("""{"data":null}""")]
    [TestCase("null")]
    [TestCase("""{"status":"success"}""")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("""{"data":{"recommendation":7}}""")]
    public void Read_EnvelopeWithoutAPayload_Fails(string json) => JsonText.ReadFails<PortfolioRecommendation>(json, ResponseShape.Recommendation);

    private static ResponseShape Shape(object model) => model is PortfolioRecommendation ? ResponseShape.Recommendation : ResponseShape.Plain;
}

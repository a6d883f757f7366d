using System.Text.Json;
using System.Text.Json.Nodes;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Tests.Serialization;

public sealed class RoundTripTests
{
    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void Samples_EveryModel_HaveEveryMemberSet(object model)
    {
        // Guards the other tests here: a new member must be added to the samples.
        var json = JsonNode.Parse(JsonText.Of(model))!.AsObject();
        Assert.That(json.Select(member => member.Key), Is.EquivalentTo(
            model.GetType().GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))));
    }

    [Test]
    public void Read_WhatWasWritten_GivesTheSameModel(
        [ValueSource(typeof(Samples), nameof(Samples.All))] object model,
        [Values] JsonNaming naming)
    {
        var read = JsonText.Read(model.GetType(), JsonText.Of(model, naming));
        JsonText.AssertSame(JsonText.Of(read), JsonText.Of(model));
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void SystemTextJson_WebDefaults_RoundTripsAndAgreesWithTheClient(object model)
    {
        var json = JsonText.Web(model);
        var read = JsonSerializer.Deserialize(json, model.GetType(), JsonSerializerOptions.Web)!;
        Assert.Multiple(() =>
        {
            JsonText.AssertSame(JsonText.Of(read), JsonText.Of(model));
            JsonText.AssertSame(JsonText.Of(JsonText.Read(model.GetType(), json)), JsonText.Of(model));
        });
    }

    [TestCase(typeof(OptimizePortfolioRequest), """{"assets":[]}""")]
    [TestCase(typeof(PortfolioConstraints), "{}")]
    [TestCase(typeof(OptimizationParameters), "{}")]
    [TestCase(typeof(WorkflowOptions), "{}")]
    [TestCase(typeof(CreateKeyRequest), """{"name":""}""")]
    [TestCase(typeof(RecommendationMetadata), "{}")]
    public void Write_NothingGiven_LeavesAbsentMembersOut(Type type, string expected) =>
        Assert.That(JsonText.Of(Activator.CreateInstance(type)!), Is.EqualTo(expected));

    [TestCaseSource(typeof(Samples), nameof(Samples.Requests))]
    public void SystemTextJson_OptionalMembersOfARequest_AreNotWrittenAsNull(object model) =>
        Assert.That(JsonText.Web(Activator.CreateInstance(model.GetType())!), Does.Not.Match("(constraints|horizonDays|scopes|options)"));

    [Test]
    public void Write_SnakeCase_SpellsMembersAndLeavesDataAlone()
    {
        var json = JsonText.Of(
            new OptimizePortfolioRequest
            {
                Assets = ["stETH"],
                RiskProfile = new("veryBold"),
                CurrentPortfolio = new() { ["stETH"] = 100 },
                HistoricalSentiment = [new() { Social = JsonSerializer.SerializeToElement(new { postCount = 1 }) }],
            },
            JsonNaming.SnakeCase);

        Assert.That(json, Is.EqualTo("""
            {"assets":["STETH"],"risk_profile":"veryBold","current_portfolio":{"STETH":100},
            "historical_sentiment":[{"asset":"","timestamp":"0001-01-01T00:00:00+00:00","social":{"postCount":1}}]}
            """.ReplaceLineEndings("")));
    }

    [Test]
    public void Write_NamesOfServices_AreNeverRespelled()
    {
        var health = new HealthStatus { Status = ServiceStatus.Ok, Services = new Dictionary<string, ServiceStatus> { ["timeGpt"] = default } };
        Assert.That(JsonText.Of(health, JsonNaming.SnakeCase), Is.EqualTo("""{"status":"ok","services":{"timeGpt":null}}"""));
    }

    [Test]
    public void Write_Bytes_AreUtf8WithoutByteOrderMark()
    {
        var name = "Zoë 🚀 " + new string('x', 5000);
        var bytes = ArkForgeJson.Write(new CreateKeyRequest { Name = name }, JsonNaming.CamelCase);
        Assert.Multiple(() =>
        {
            Assert.That(bytes[0], Is.EqualTo((byte)'{'));
            Assert.That(JsonNode.Parse(bytes)!["name"]!.GetValue<string>(), Is.EqualTo(name));
        });
    }

    [TestCaseSource(typeof(Cultures), nameof(Cultures.Awkward))]
    public void ReadAndWrite_AwkwardCulture_ChangesNothing(string culture)
    {
        var models = Samples.All.Select(model => (model, Expected: JsonText.Of(model))).ToArray();
        Cultures.In(culture, () => Assert.Multiple(() =>
        {
            foreach (var (model, expected) in models)
            {
                Assert.That(JsonText.Of(model), Is.EqualTo(expected));
                Assert.That(JsonText.Of(JsonText.Read(model.GetType(), expected)), Is.EqualTo(expected));
            }
        }));
    }
}

using System.Text.Json;
using ArkForge.Extensions.Tests.Serialization;

namespace ArkForge.Extensions.Tests.Portfolio;

public sealed class RequestNormalizationTests
{
    [TestCaseSource(typeof(Cultures), nameof(Cultures.Awkward))]
    public void Symbols_AreTrimmedAndUpperCased(string culture) => Cultures.In(culture, () => Assert.Multiple(() =>
    {
        Assert.That(new OptimizePortfolioRequest { Assets = [" link", "Eth"] }.Assets, Is.EqualTo(new[] { "LINK", "ETH" }));
        Assert.That(new PortfolioConstraints { ExcludedAssets = ["inj "] }.ExcludedAssets, Is.EqualTo(new[] { "INJ" }));
        Assert.That(new HistoricalPrice { Symbol = "icp" }.Symbol, Is.EqualTo("ICP"));
        Assert.That(new HistoricalSentiment { Asset = "icp" }.Asset, Is.EqualTo("ICP"));
    }));

    [Test]
    public void Lists_AreCopied_SoThatTheCallersCannotChangeThem()
    {
        string[] assets = ["BTC"];
        HistoricalPrice[] prices = [new() { Symbol = "BTC" }];
        ApiKeyScope[] scopes = [ApiKeyScope.Read];
        var optimize = new OptimizePortfolioRequest { Assets = assets, HistoricalData = prices };
        var create = new CreateKeyRequest { Scopes = scopes };
        (assets[0], prices[0], scopes[0]) = ("ETH", new() { Symbol = "ETH" }, ApiKeyScope.Admin);
        Assert.Multiple(() =>
        {
            Assert.That(optimize.Assets, Is.EqualTo(new[] { "BTC" }));
            Assert.That(optimize.HistoricalData![0].Symbol, Is.EqualTo("BTC"));
            Assert.That(create.Scopes, Is.EqualTo(new[] { ApiKeyScope.Read }));
        });
    }

    [Test]
    public void OptionalLists_GivenAsNull_AreAbsent()
    {
        var optimize = new OptimizePortfolioRequest { HistoricalData = null, HistoricalSentiment = null };
        Assert.Multiple(() =>
        {
            Assert.That(optimize.HistoricalData, Is.Null);
            Assert.That(optimize.HistoricalSentiment, Is.Null);
            Assert.That(new AnalyzePortfolioRequest { HistoricalData = null }.HistoricalData, Is.Null);
            Assert.That(new PortfolioConstraints { ExcludedAssets = null }.ExcludedAssets, Is.Null);
            Assert.That(new CreateKeyRequest { Scopes = null }.Scopes, Is.Null);
        });
    }

    [Test]
    public void Social_FromADocumentThatIsGone_IsStillThere()
    {
        HistoricalSentiment sentiment;
        using (var document = JsonDocument.Parse("""{"mentions":1}""")) sentiment = new() { Social = document.RootElement };
        Assert.That(sentiment.Social!.Value.GetProperty("mentions").GetInt32(), Is.EqualTo(1));
    }

    [TestCase("null", null)]
    [TestCase("""{"a":[1,"x",null,1.5]}""", """{"a":[1,"x",null,1.5]}""")]
    public void Social_AnyObject_IsReadAsItIs(string json, string? expected)
    {
        var read = JsonText.Read<HistoricalSentiment>("{\"social\":" + json + "}").Social;
        Assert.That(read?.GetRawText(), Is.EqualTo(expected));
    }

    [Test]
    public void Social_NumberBeyondDouble_Fails() => JsonText.ReadFails<HistoricalSentiment>("""{"social":{"a":1e400}}""");

    [Test]
    public void Social_NeverSet_IsNotWritten() =>
        Assert.That(JsonText.Of(new HistoricalSentiment { Social = default(JsonElement) }), Does.Not.Contain("social"));
}

using System.Collections;
using System.Text.Json;
using ArkForge.Extensions.Tests.Serialization;

namespace ArkForge.Extensions.Tests.Portfolio;

public sealed class AssetPercentagesTests
{
    private static readonly AssetPercentages Sample = new() { [" btc "] = 60, ["ETH"] = 39.5m };

    [Test]
    public void Indexer_SymbolsInAnyCase_AreFound()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Sample["BTC"], Is.EqualTo(60));
            Assert.That(Sample["eth"], Is.EqualTo(39.5m));
            Assert.That(Sample.ContainsKey("Btc"), Is.True);
            Assert.That(Sample.TryGetValue("SOL", out _), Is.False);
            Assert.That(() => Sample["SOL"], Throws.TypeOf<KeyNotFoundException>());
        });
    }

    [Test]
    public void Enumeration_KeepsTheOrderAndDeconstructs()
    {
        List<string> seen = [];
        foreach (var (symbol, percent) in new AssetPercentages { ["z"] = 1, ["a"] = 2 }) seen.Add($"{symbol}{percent}");
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(new[] { "Z1", "A2" }));
            Assert.That(Sample.Keys, Is.EqualTo(new[] { "BTC", "ETH" }));
            Assert.That(Sample.Values, Is.EqualTo(new[] { 60m, 39.5m }));
            Assert.That(((IEnumerable)Sample).Cast<object>().Count(), Is.EqualTo(Sample.Count));
        });
    }

    [Test]
    public void Total_IsTheSum() => Assert.That(Sample.Total, Is.EqualTo(99.5m));

    [Test]
    public void Equals_SamePercentagesInAnyOrder_AreEqual()
    {
        var other = new AssetPercentages { ["ETH"] = 39.50m, ["BTC"] = 60.0m };
        Assert.Multiple(() =>
        {
            Assert.That(other.GetHashCode(), Is.EqualTo(Sample.GetHashCode()));
            Assert.That(Sample.Equals(other), Is.True);
            Assert.That(Sample.Equals((object)other), Is.True);
            Assert.That(Sample.Equals(Sample), Is.True);
            Assert.That(Sample.Equals(new AssetPercentages { ["ETH"] = 39.5m }), Is.False);
            Assert.That(Sample.Equals(new AssetPercentages { ["ETH"] = 39.5m, ["SOL"] = 60 }), Is.False);
            Assert.That(Sample.Equals(new AssetPercentages { ["ETH"] = 39.5m, ["BTC"] = 61 }), Is.False);
            Assert.That(Sample.Equals("BTC"), Is.False);
            Assert.That(Sample.Equals((AssetPercentages?)null), Is.False);
        });
    }

    [Test]
    public void Constructor_Copies_AndRefusesTheSameSymbolTwice()
    {
        var source = new Dictionary<string, decimal> { ["btc"] = 100 };
        var copy = new AssetPercentages(source);
        source["btc"] = 1;
        source["BTC"] = 2;
        Assert.Multiple(() =>
        {
            Assert.That(copy["BTC"], Is.EqualTo(100));
            Assert.That(() => new AssetPercentages(source), Throws.ArgumentException);
            Assert.That(() => new AssetPercentages(null!), Throws.ArgumentNullException);
            Assert.That(() => new AssetPercentages([new(null!, 1)]), Throws.ArgumentNullException);
            Assert.That(() => new AssetPercentages { [null!] = 1 }, Throws.ArgumentNullException);
        });
    }

    [TestCaseSource(typeof(Cultures), nameof(Cultures.Awkward))]
    public void AwkwardCulture_ChangesNeitherSymbolsNorText(string culture) => Cultures.In(culture, () =>
    {
        var percentages = new AssetPercentages { ["link"] = -1.5m };
        Assert.That(percentages.ToString(), Is.EqualTo("LINK -1.5 %"));
    });

    [TestCase("""{"BTC":60,"ETH":"40.5"}""", 100.5)]
    [TestCase("{}", 0)]
    public void SystemTextJson_WebDefaults_ReadsNumbersAndQuotedNumbers(string json, decimal total) =>
        Assert.That(JsonSerializer.Deserialize<AssetPercentages>(json, JsonSerializerOptions.Web)!.Total, Is.EqualTo(total));

    [TestCase("[]")]
    [TestCase("""{"BTC":"40,5"}""")]
    [TestCase("""{"BTC":1e99}""")]
    [TestCase("""{"BTC":null}""")]
    [TestCase("""{"BTC":1,"btc":2}""")]
    public void SystemTextJson_AnythingElse_FailsWithoutQuotingIt(string json)
    {
        var fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AssetPercentages>(json, JsonSerializerOptions.Web))!;
        Assert.That(fault.Message, Does.Not.Contain("40,5"));
    }

    [Test]
    public void SystemTextJson_StrictNumbers_RefusesQuotedNumbers() =>
        Assert.That(() => JsonSerializer.Deserialize<AssetPercentages>("""{"BTC":"40"}"""), Throws.TypeOf<JsonException>());
}

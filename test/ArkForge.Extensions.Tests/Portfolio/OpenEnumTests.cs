using System.Globalization;
using System.Text.Json;
using ArkForge.Extensions.Serialization.Internal;
using ArkForge.Extensions.Tests.Serialization;

namespace ArkForge.Extensions.Tests.Portfolio;

[TestFixture(typeof(RiskProfileType), 3)]
[TestFixture(typeof(OptimizationGoal), 3)]
[TestFixture(typeof(SentimentCategory), 5)]
[TestFixture(typeof(LlmProvider), 6)]
[TestFixture(typeof(PortfolioActionType), 3)]
[TestFixture(typeof(ApiKeyScope), 3)]
[TestFixture(typeof(ServiceStatus), 4)]
internal sealed class OpenEnumTests<T>(int count)
    where T : struct, IOpenEnum<T>, IParsable<T>
{
    [Test]
    public void KnownValues_AllHaveANameOfTheirOwn()
    {
        var named = typeof(T).GetProperties().Where(property => property.PropertyType == typeof(T)).Select(property => ((T)property.GetValue(null)!).Value);
        Assert.Multiple(() =>
        {
            Assert.That(named, Is.EquivalentTo(T.KnownValues));
            Assert.That(T.KnownValues, Has.Count.EqualTo(count));
        });
    }

    [TestCaseSource(typeof(Cultures), nameof(Cultures.Awkward))]
    public void Create_KnownValueInAnyCase_TakesItsKnownSpelling(string culture) => Cultures.In(culture, () => Assert.Multiple(() =>
    {
        foreach (var known in T.KnownValues)
        {
            var value = T.Create($" {known.ToUpperInvariant()} ");
            Assert.That(value.Value, Is.EqualTo(known));
            Assert.That(value.ToString(), Is.EqualTo(known));
            Assert.That(value, Is.EqualTo(T.Create(known)));
        }
    }));

    [Test]
    public void Create_UnknownValue_IsKeptAndComparesWithoutCase()
    {
        var value = T.Create("From the Future");
        Assert.Multiple(() =>
        {
            Assert.That(value.Value, Is.EqualTo("From the Future"));
            Assert.That(value, Is.EqualTo(T.Create("FROM THE FUTURE")));
            Assert.That(value.GetHashCode(), Is.EqualTo(T.Create("FROM THE FUTURE").GetHashCode()));
            Assert.That(value, Is.Not.EqualTo(T.Create(T.KnownValues[0])));
            Assert.That(() => T.Create(null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public void Default_IsEmptyAndSafe() => Assert.Multiple(() =>
    {
        Assert.That(default(T).Value, Is.Empty);
        Assert.That(default(T).ToString(), Is.Empty);
        Assert.That(default(T), Is.EqualTo(T.Create("")));
        Assert.That(default(T).GetHashCode(), Is.EqualTo(T.Create("").GetHashCode()));
    });

    [Test]
    public void Parse_Text_TakesAllButBlank() => Assert.Multiple(() =>
    {
        Assert.That(T.Parse(T.KnownValues[0], CultureInfo.InvariantCulture).Value, Is.EqualTo(T.KnownValues[0]));
        Assert.That(T.TryParse("new", null, out var read) ? read.Value : null, Is.EqualTo("new"));
        Assert.That(T.TryParse(" ", null, out _), Is.False);
        Assert.That(T.TryParse(null, null, out _), Is.False);
        Assert.That(() => T.Parse("", null), Throws.TypeOf<FormatException>());
    });

    [TestCase("\"new\"", "new", "\"new\"")]
    [TestCase("null", "", "null")]
    public void SystemTextJson_WebDefaults_RoundTrips(string json, string value, string written)
    {
        var read = JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);
        Assert.Multiple(() =>
        {
            Assert.That(read.Value, Is.EqualTo(value));
            Assert.That(JsonSerializer.Serialize(read, JsonSerializerOptions.Web), Is.EqualTo(written));
        });
    }

    [Test]
    public void SystemTextJson_AnythingElse_Fails() =>
        Assert.That(() => JsonSerializer.Deserialize<T>("7", JsonSerializerOptions.Web), Throws.TypeOf<JsonException>());
}

using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ArkForge.Extensions.Tests.Serialization;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions.Tests.Validation;

public sealed class RequestValidatorTests
{
    private static readonly OptimizePortfolioRequest Good = new() { Assets = ["BTC", "ETH"], RiskProfile = RiskProfileType.Moderate };
    private static readonly HistoricalSentiment Mood = Samples.Optimize.HistoricalSentiment![0];

    public static IEnumerable<TestCaseData> Faults()
    {
        // Optimise
        yield return Row("no assets", Good with { Assets = [] }, "Assets", "Assets is empty: name at least one asset.");
        yield return Row("null assets", Good with { Assets = null! }, "Assets", "Assets is missing: give the symbols of the assets to choose from.");
        yield return Row("blank asset", Good with { Assets = ["BTC", " ", null!] }, "Assets", "Assets has no symbol at position 1, 2: name an asset there or remove the entry.");
        yield return Row("asset twice", Good with { Assets = ["BTC", " btc"] }, "Assets", "Assets names 'BTC' more than once: name every asset once.");
        yield return Row("no profile", Good with { RiskProfile = default }, "RiskProfile", "RiskProfile is missing: give one of conservative, moderate, aggressive.");
        yield return Row("unknown profile", Good with { RiskProfile = new("bold") }, "RiskProfile", "RiskProfile is 'bold'; it must be one of conservative, moderate, aggressive.");
        yield return Row("sum", Good with { CurrentPortfolio = new() { ["BTC"] = 60.5m, ["ETH"] = 39.3m } }, "CurrentPortfolio", "CurrentPortfolio sums to 99.8; the percentages must sum to 100 (within 0.1).");
        yield return Row("empty portfolio", Good with { CurrentPortfolio = new() }, "CurrentPortfolio", "CurrentPortfolio sums to 0; the percentages must sum to 100 (within 0.1).");
        yield return Row("percentages", Good with { CurrentPortfolio = new() { ["BTC"] = 120.5m, ["ETH"] = -20.5m } }, "CurrentPortfolio", "CurrentPortfolio has percentages outside 0 to 100 ('BTC' 120.5, 'ETH' -20.5): give every holding its share of 100.");
        yield return Row("huge percentages", Good with { CurrentPortfolio = new() { ["BTC"] = decimal.MaxValue, ["ETH"] = decimal.MaxValue } }, "CurrentPortfolio", null);
        yield return Row("nameless percentage", Good with { CurrentPortfolio = new() { [" "] = 100 } }, "CurrentPortfolio", "CurrentPortfolio has a percentage without a symbol: name its asset.");
        yield return Row("budget 0", Good with { Budget = 0 }, "Budget", "Budget is 0; it must be greater than 0.");
        yield return Row("budget -1.5", Good with { Budget = -1.5m }, "Budget", "Budget is -1.5; it must be greater than 0.");
        yield return Row("horizon 0", Good with { HorizonDays = 0 }, "HorizonDays", "HorizonDays is 0; it must be between 1 and 365 days.");
        yield return Row("horizon 366", Good with { HorizonDays = 366 }, "HorizonDays", "HorizonDays is 366; it must be between 1 and 365 days.");
        yield return Row("timeframe", Good with { SentimentTimeframeHours = 0 }, "SentimentTimeframeHours", "SentimentTimeframeHours is 0; it must be at least 1 hours.");
        yield return Row("position", Good with { Constraints = new() { MaxPositionSize = 100.01m } }, "Constraints.MaxPositionSize", "MaxPositionSize is 100.01; it must be between 0 and 100 percent.");
        yield return Row("position -1", Good with { Constraints = new() { MaxPositionSize = -1 } }, "Constraints.MaxPositionSize", null);
        yield return Row("diversification", Good with { Constraints = new() { MinDiversification = 0 } }, "Constraints.MinDiversification", "MinDiversification is 0; it must be at least 1 assets.");
        yield return Row("excluded", Good with { Constraints = new() { ExcludedAssets = [""] } }, "Constraints.ExcludedAssets", null);
        yield return Row("sharpe", Good with { Optimization = new() { TargetSharpeRatio = -0.1 } }, "Optimization.TargetSharpeRatio", "TargetSharpeRatio is -0.1; it must be at least 0.");
        yield return Row("sharpe infinite", Good with { Optimization = new() { TargetSharpeRatio = double.PositiveInfinity } }, "Optimization.TargetSharpeRatio", null);
        yield return Row("volatility", Good with { Optimization = new() { MaxVolatility = 1.5 } }, "Optimization.MaxVolatility", "MaxVolatility is 1.5; it must be between 0 and 1.");
        yield return Row("volatility NaN", Good with { Optimization = new() { MaxVolatility = double.NaN } }, "Optimization.MaxVolatility", "MaxVolatility is NaN; it must be between 0 and 1.");
        yield return Row("return", Good with { Optimization = new() { MinExpectedReturn = -0.5 } }, "Optimization.MinExpectedReturn", null);
        yield return Row("goal", Good with { Optimization = new() { Goal = new("fame") } }, "Optimization.Goal", "Goal is 'fame'; it must be one of sharpe, return, risk.");
        yield return Row("sentiment weight", Good with { Optimization = new() { SentimentWeight = 1.01 } }, "Optimization.SentimentWeight", null);
        yield return Row("provider", Good with { Options = new() { LlmProvider = new(" ") } }, "Options.LlmProvider", "LlmProvider has a blank value: give a text such as openai, anthropic, xai, mistral, claude, grok, or leave it out.");
        yield return Row("model", Good with { Options = new() { LlmModel = " " } }, "Options.LlmModel", "LlmModel is blank: give a text or leave it out.");

        // History
        yield return Row("short history", Good with { HistoricalData = [.. Samples.Prices("BTC", "ETH").SkipLast(1), .. Samples.Prices("DOGE")] }, "HistoricalData", "HistoricalData is too short for a backtest: 'ETH' has 89 of at least 90 daily prices; add days, or leave the history out.");
        yield return Row("empty history", Good with { HistoricalData = [] }, "HistoricalData", "HistoricalData is too short for a backtest: 'BTC' has 0, 'ETH' has 0 of at least 90 daily prices; add days, or leave the history out.");
        yield return Row("many short", Good with { Assets = [.. Enumerable.Range(0, 12).Select(i => $"A{i}")], HistoricalData = [] }, "HistoricalData", null);
        yield return Row("null price", Good with { HistoricalData = [.. Samples.Prices("BTC", "ETH"), null!] }, "HistoricalData", "HistoricalData has nothing at position 180: give an entry there or remove it.");
        yield return Row("price 0", Prices(new() { Symbol = "X", Timestamp = Mood.Timestamp }), "HistoricalData[180].Price", "Price is 0; it must be greater than 0.");
        yield return Row("no symbol", Prices(new() { Timestamp = Mood.Timestamp, Price = 1 }), "HistoricalData[180].Symbol", "Symbol is missing: give the symbol of the asset.");
        yield return Row("null symbol", Prices(new() { Symbol = null!, Timestamp = Mood.Timestamp, Price = 1 }), "HistoricalData[180].Symbol", null);
        yield return Row("no instant", Prices(new() { Symbol = "X", Price = 1 }), "HistoricalData[180].Timestamp", "Timestamp is missing: give the instant of the price, with its offset.");
        yield return Row("volume", Prices(new() { Symbol = "X", Timestamp = Mood.Timestamp, Price = 1, Volume = -1 }), "HistoricalData[180].Volume", "Volume is -1; it must be at least 0.");
        yield return Row("null mood", Good with { HistoricalSentiment = [null!] }, "HistoricalSentiment", "HistoricalSentiment has nothing at position 0: give an entry there or remove it.");
        yield return Row("mood asset", Moods(Mood with { Asset = " " }), "HistoricalSentiment[0].Asset", null);
        yield return Row("mood null asset", Moods(Mood with { Asset = null! }), "HistoricalSentiment[0].Asset", null);
        yield return Row("mood instant", Moods(Mood with { Timestamp = default }), "HistoricalSentiment[0].Timestamp", null);
        yield return Row("no score", Moods(Mood with { Score = null }), "HistoricalSentiment[0].Score", "Score is missing: give a score between -1 and 1.");
        yield return Row("score", Moods(Mood with { Score = -1.5 }), "HistoricalSentiment[0].Score", "Score is -1.5; it must be between -1 and 1.");
        yield return Row("no category", Moods(Mood with { Category = default }), "HistoricalSentiment[0].Category", null);
        yield return Row("category", Moods(Mood with { Category = new("gloomy") }), "HistoricalSentiment[0].Category", null);
        yield return Row("no confidence", Moods(Mood with { Confidence = null }), "HistoricalSentiment[0].Confidence", null);
        yield return Row("confidence", Moods(Mood with { Confidence = 2 }), "HistoricalSentiment[0].Confidence", null);
        yield return Row("galaxy", Moods(Mood with { GalaxyScore = 101 }), "HistoricalSentiment[0].GalaxyScore", null);
        yield return Row("rank", Moods(Mood with { AltRank = 0 }), "HistoricalSentiment[0].AltRank", "AltRank is 0; it must be between 1 and 4000.");
        yield return Row("social", Moods(Mood with { Social = JsonSerializer.SerializeToElement(7) }), "HistoricalSentiment[0].Social", "Social is of the JSON kind Number; it must be an object.");

        // Analyse
        yield return Row("no portfolio", new AnalyzePortfolioRequest(), "Portfolio", "Portfolio is missing: give the percentage of every holding.");
        yield return Row("analyse sum", Samples.Analyze with { Portfolio = new() { ["BTC"] = 99 }, HistoricalData = null }, "Portfolio", null);
        yield return Row("analyse horizon", Samples.Analyze with { HorizonDays = 400 }, "HorizonDays", null);
        yield return Row("analyse history", Samples.Analyze with { HistoricalData = Samples.Prices("BTC") }, "HistoricalData", null);
        yield return Row("analyse model", Samples.Analyze with { Options = new() { LlmModel = "" } }, "Options.LlmModel", null);

        // Keys
        yield return Row("no name", new CreateKeyRequest(), "Name", "Name is missing: give a name of 1 to 100 characters.");
        yield return Row("blank name", new CreateKeyRequest { Name = " \n" }, "Name", null);
        yield return Row("long name", new CreateKeyRequest { Name = new('x', 101) }, "Name", "Name is longer than 100 characters: shorten it.");
        yield return Row("expiry", new CreateKeyRequest { Name = "n", ExpiresInDays = 366 }, "ExpiresInDays", null);
        yield return Row("scope", new CreateKeyRequest { Name = "n", Scopes = [default] }, "Scopes", "Scopes has a blank value: give a text such as read, write, admin, or leave it out.");
        yield return Row("scope twice", new CreateKeyRequest { Name = "n", Scopes = [ApiKeyScope.Read, new("READ")] }, "Scopes", "Scopes names 'read' more than once: name every value once.");
        yield return Row("rotate name", new RotateKeyRequest { Name = "" }, "Name", null);
        yield return Row("no scopes", new UpdateScopesRequest { Scopes = null! }, "Scopes", "Scopes is missing: give the scopes that the key shall have.");
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_OneFault_IsNamedWithItsPath(object request, string path, string? message)
    {
        var faults = RequestValidator.Validate(request);
        Assert.That(faults.Keys, Is.EqualTo(new[] { path }));
        if (message is not null) Assert.That(faults[path], Is.EqualTo(new[] { message }));
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_OneFaultInAnAwkwardCulture_SaysTheSame(object request, string path, string? message)
    {
        var expected = RequestValidator.Validate(request)[path];
        Assert.Multiple(() =>
        {
            foreach (var culture in Cultures.Awkward)
                Cultures.In(culture, () => Assert.That(RequestValidator.Validate(request)[path], Is.EqualTo(expected)));
        });
        if (message is not null) Assert.That(expected, Does.Contain(message));
    }

    // Nested objects are model binding's to visit.
    private static IEnumerable<TestCaseData> FaultsOfTheRoot() => Faults().Where(fault => !((string)fault.Arguments[1]!).Contains('.', StringComparison.Ordinal));

    [TestCaseSource(nameof(FaultsOfTheRoot))]
    public void Validator_TheStandardOne_SeesTheFaultsOfARootObjectToo(object request, string path, string? message)
    {
        List<ValidationResult> results = [];
        var valid = Validator.TryValidateObject(request, new ValidationContext(request), results, validateAllProperties: true);
        Assert.Multiple(() =>
        {
            Assert.That(valid, Is.False);
            Assert.That(results.SelectMany(result => result.MemberNames).Distinct(), Is.EqualTo(new[] { path }));
            if (message is not null) Assert.That(results.Select(result => result.ErrorMessage), Does.Contain(message));
        });
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.Requests))]
    public void Validate_GoodRequest_HasNoFaults(object request) => Assert.That(RequestValidator.Validate(request), Is.Empty);

    [TestCase(99.9)]
    [TestCase(100)]
    [TestCase(100.1)]
    public void Validate_SumWithinTheTolerance_HasNoFaults(decimal sum) =>
        Assert.That(RequestValidator.Validate(Good with { CurrentPortfolio = new() { ["BTC"] = 50, ["ETH"] = sum - 50 } }), Is.Empty);

    [Test]
    public void Validate_OpenSets_TakeValuesOfTheFuture() =>
        Assert.That(RequestValidator.Validate(Good with { Options = new() { LlmProvider = new("gemini") } }), Is.Empty);

    [Test]
    public void Validate_ManyFaults_AreAllReportedAtOnce()
    {
        var faults = RequestValidator.Validate(new OptimizePortfolioRequest
        {
            Assets = ["", "A", "a"],
            Budget = -1,
            HorizonDays = 0,
            Constraints = new() { MaxPositionSize = 200, MinDiversification = -1 },
            HistoricalSentiment = [null!, new()],
        });
        Assert.Multiple(() =>
        {
            Assert.That(faults.Keys, Is.EquivalentTo(new[]
            {
                "Assets", "RiskProfile", "Budget", "HorizonDays", "Constraints.MaxPositionSize", "Constraints.MinDiversification",
                "HistoricalSentiment", "HistoricalSentiment[1].Asset", "HistoricalSentiment[1].Timestamp", "HistoricalSentiment[1].Score",
                "HistoricalSentiment[1].Category", "HistoricalSentiment[1].Confidence",
            }));
            Assert.That(faults["Assets"].Single(), Does.Contain("position 0").And.Contain("'A'"));
        });
    }

    [Test]
    public void Validate_TenThousandPrices_AreChecked()
    {
        var prices = Enumerable.Range(0, 10_000)
            .Select(i => new HistoricalPrice { Symbol = i % 2 == 0 ? "BTC" : "eth", Timestamp = Mood.Timestamp.AddDays(i / 2), Price = 1 });
        Assert.That(RequestValidator.Validate(Good with { HistoricalData = [.. prices] }), Is.Empty);
    }

    [Test]
    public void Validate_Canary_NeverShowsInAMessage()
    {
        object[] requests =
        [
            Good with { Assets = [Canary.Key, Canary.Key], HistoricalData = [] },
            Good with { RiskProfile = new(Canary.Key), CurrentPortfolio = new() { [Canary.Key] = 101 } },
            Good with { Optimization = new() { Goal = new(Canary.Key) } },
            new CreateKeyRequest { Name = Canary.Key + Canary.Key, Scopes = [new(Canary.Key), new(Canary.Key)] },
        ];
        Assert.Multiple(() =>
        {
            foreach (var message in requests.SelectMany(request => RequestValidator.Validate(request).Values).SelectMany(messages => messages))
                Canary.AssertAbsent(message);
        });
    }

    [Test]
    public void Validate_LongOrUnprintableText_IsShownShortOnOneLine()
    {
        var message = RequestValidator.Validate(Good with { RiskProfile = new("a\r\nb" + new string('x', 1000)) })["RiskProfile"].Single();
        Assert.That(message, Has.Length.LessThan(140).And.Not.Contains("\n"));
    }

    private static OptimizePortfolioRequest Prices(HistoricalPrice last) => Good with { HistoricalData = [.. Samples.Prices("BTC", "ETH"), last] };

    private static OptimizePortfolioRequest Moods(HistoricalSentiment mood) => Good with { HistoricalSentiment = [mood] };

    private static TestCaseData Row(string name, object request, string path, string? message) =>
        new TestCaseData(request, path, message).SetArgDisplayNames(name);
}

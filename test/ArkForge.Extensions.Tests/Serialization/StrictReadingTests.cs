using System.Text;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Tests.Serialization;

public sealed class StrictReadingTests
{
    private static readonly string Recommendation = JsonText.Of(Samples.Recommendation);
    private static readonly string Key = JsonText.Of(Samples.KeyDetails);

    [TestCase("", TestName = "Read_Empty_Fails")]
    [TestCase(" \r\n", TestName = "Read_Blank_Fails")]
    [TestCase("<html><body>502</body></html>", TestName = "Read_Html_Fails")]
    [TestCase("""{"status":"ok"} x""", TestName = "Read_TrailingGarbage_Fails")]
    [TestCase("""{"status":"ok"}{}""", TestName = "Read_SecondValue_Fails")]
    [TestCase("""{"status":"ok" /* c */}""", TestName = "Read_Comment_Fails")]
    [TestCase("{'status':'ok'}", TestName = "Read_SingleQuotes_Fails")]
    [TestCase("{status:\"ok\"}", TestName = "Read_UnquotedName_Fails")]
    [TestCase("""{"status":"ok",}""", TestName = "Read_TrailingComma_Fails")]
    [TestCase("""{"status":"ok","uptime":NaN}""", TestName = "Read_NaN_Fails")]
    [TestCase("""{"status":"ok","uptime":-Infinity}""", TestName = "Read_Infinity_Fails")]
    [TestCase("""{"status":"ok","uptime":010}""", TestName = "Read_Octal_Fails")]
    [TestCase("""{"status":"ok","uptime":0x10}""", TestName = "Read_Hexadecimal_Fails")]
    [TestCase("""{"status":"ok","uptime":1e400}""", TestName = "Read_BeyondDouble_Fails")]
    [TestCase("""{"status":"ok""", TestName = "Read_Truncated_Fails")]
    [TestCase("""{"status":"ok","timestamp":"10/23/2025"}""", TestName = "Read_DateOfACulture_Fails")]
    [TestCase("""{"\ud800":1,"status":"ok"}""", TestName = "Read_HalfASurrogatePairInAName_Fails")]
    [TestCase("""{"status":{}}""", TestName = "Read_ObjectForText_Fails")]
    [TestCase("""{"status":"ok","services":["ok"]}""", TestName = "Read_ListForObject_Fails")]
    [TestCase("""{"status":"ok","services":{"a":null}}""", TestName = "Read_NullInAMap_Fails")]
    public void Read_NotTheContract_Fails(string json)
    {
        var fault = JsonText.ReadFails<HealthStatus>(json);
        Assert.That(fault.InnerException, Is.Null);
    }

    [Test]
    public void Read_NameFullOfKeys_FailsWithAShortMessage()
    {
        var name = string.Concat(Enumerable.Repeat("sk-arkforge-a ", 100_000));
        var fault = JsonText.ReadFails<HealthStatus>($$"""{"status":"ok","services":{"{{name}}":null} }""");
        Assert.That(fault.Message, Has.Length.LessThan(300));
    }

    [Test]
    public void Read_NotUtf8_Fails()
    {
        byte[] body = [.. "{\"status\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.That(() => ArkForgeJson.Read<HealthStatus>(body, ResponseShape.Plain), Throws.TypeOf<JsonReadException>());
    }

    [Test]
    public void Read_ByteOrderMark_IsPassedOver()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"data\":{\"status\":\"ok\"},\"metadata\":{}}"u8];
        Assert.That(ArkForgeJson.Read<HealthStatus>(body, ResponseShape.Plain).Status, Is.EqualTo(ServiceStatus.Ok));
    }

    [TestCase("allocation")]
    [TestCase("expectedReturn")]
    [TestCase("expectedVolatility")]
    [TestCase("sharpeRatio")]
    [TestCase("confidence")]
    [TestCase("actions")]
    public void Read_RequiredMemberMissingOrNull_NamesItsPath(string member)
    {
        var without = JsonText.Without(Recommendation, member);
        var withNull = without.Insert(1, $"\"{member}\":null,");
        Assert.Multiple(() =>
        {
            Assert.That(JsonText.ReadFails<PortfolioRecommendation>(without).Path, Is.EqualTo(member));
            Assert.That(JsonText.ReadFails<PortfolioRecommendation>(withNull).Path, Is.EqualTo(member));
        });
    }

    [Test]
    public void Read_RequiredMemberOfAListEntryMissing_NamesItsPathAndLine()
    {
        var json = "{\n\"data\":\n[{\"name\":\"a\"},\n{\"description\":\"b\"}]}";
        var fault = JsonText.ReadFails<IReadOnlyList<RiskProfile>>(json, ResponseShape.RiskProfiles);
        Assert.Multiple(() =>
        {
            Assert.That(fault.Path, Is.EqualTo("[1].name"));
            Assert.That(fault.Line, Is.EqualTo(4));
            Assert.That(fault.Message, Is.EqualTo("The body has no value at '[1].name' (line 4)."));
        });
    }

    [Test]
    public void Read_NullForAListEntry_Fails() =>
        Assert.That(JsonText.ReadFails<IReadOnlyList<RiskProfile>>("""[{"name":"a"},null]""").Path, Is.EqualTo("[1]"));

    [TestCase("40", 40)]
    [TestCase("40.50", 40.5)]
    [TestCase("4.05e1", 40.5)]
    [TestCase("\"40.50\"", 40.5)]
    [TestCase("0", 0)]
    public void Read_Percentage_TakesNumbersAndQuotedNumbers(string number, decimal expected) =>
        Assert.That(Percentages($$"""{"BTC":{{number}}}""")["BTC"], Is.EqualTo(expected));

    [TestCase("\"40,5\"")]
    [TestCase("\"1,000\"")]
    [TestCase("\" 40\"")]
    [TestCase("\"40 %\"")]
    [TestCase("\"0x28\"")]
    [TestCase("\"NaN\"")]
    [TestCase("\"\"")]
    [TestCase("true")]
    [TestCase("1e29")]
    [TestCase("null")]
    [TestCase("[1]")]
    public void Read_Percentage_RefusesWhatIsAmbiguousOrTooLarge(string number) =>
        Assert.That(() => Percentages($$"""{"BTC":{{number}}}"""), Throws.TypeOf<JsonReadException>());

    [Test]
    public void Read_TwoPercentagesOfOneAsset_Fails() =>
        Assert.That(() => Percentages("""{"BTC":40,"btc ":60}"""), Throws.TypeOf<JsonReadException>());

    [TestCase("17", 17)]
    [TestCase("17.0", 17)]
    [TestCase("\"17\"", 17)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("9007199254740993.0", 9007199254740993)]
    [TestCase("1e3", 1000)]
    public void Read_KeyId_TakesWholeNumbers(string number, long expected) =>
        Assert.That(JsonText.Read<CreateKeyResponse>($$"""{"apiKey":"k","keyId":{{number}}}""").KeyId, Is.EqualTo(expected));

    [TestCase("17.5")]
    [TestCase("0.99999999999999999999999999999")]
    [TestCase("7.00000000000000000000000000001")]
    [TestCase("9223372036854775808")]
    [TestCase("1e-40")]
    [TestCase("true")]
    public void Read_KeyId_RefusesAllOthers(string number) =>
        JsonText.ReadFails<CreateKeyResponse>($$"""{"apiKey":"k","keyId":{{number}}}""");

    [TestCase("2147483648")]
    [TestCase("0.5")]
    public void Read_IntOutOfRange_Fails(string number) => JsonText.ReadFails<CreateKeyRequest>($$"""{"expiresInDays":{{number}}}""");

    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("\"true\"", true)]
    public void Read_Bool_TakesTrueAndFalse(string text, bool expected) =>
        Assert.That(JsonText.Read<WorkflowOptions>($$"""{"parallel":{{text}}}""").Parallel, Is.EqualTo(expected));

    [TestCase("1")]
    [TestCase("\"yes\"")]
    public void Read_Bool_RefusesAllOthers(string text) => JsonText.ReadFails<WorkflowOptions>($$"""{"parallel":{{text}}}""");

    [TestCase("2025-10-23T17:30:00.000Z", "2025-10-23T17:30:00.0000000+00:00")]
    [TestCase("2025-10-23T17:30:00+05:30", "2025-10-23T17:30:00.0000000+05:30")]
    [TestCase("2025-10-23T17:30:00.123456", "2025-10-23T17:30:00.1234560+00:00")]
    [TestCase("2025-10-23T17:30:00.123456789Z", "2025-10-23T17:30:00.1234567+00:00")]
    [TestCase("2025-10-23 17:30:00", "2025-10-23T17:30:00.0000000+00:00")]
    [TestCase("2025-10-23T17:30Z", "2025-10-23T17:30:00.0000000+00:00")]
    [TestCase("2025-10-23", "2025-10-23T00:00:00.0000000+00:00")]
    public void Read_Timestamp_TakesIso8601InAnyCulture(string text, string expected)
    {
        foreach (var culture in Cultures.Awkward)
        {
            Cultures.In(culture, () =>
            {
                var read = JsonText.Read<HealthStatus>($$"""{"status":"ok","timestamp":"{{text}}"}""").Timestamp!.Value;
                Assert.That(read.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected));
            });
        }
    }

    [TestCase("\"yesterday\"")]
    [TestCase("\"2025-13-01\"")]
    [TestCase("1761240600")]
    [TestCase("\"2025-10-23T17:30:00Z\\n\"")]
    public void Read_Timestamp_RefusesAllOthers(string text) => JsonText.ReadFails<HealthStatus>($$"""{"status":"ok","timestamp":{{text}}}""");

    [Test]
    public void Read_DateLikeText_StaysText() =>
        Assert.That(JsonText.Read<RiskProfile>("""{"name":"2025-10-23T17:30:00Z"}""").Name, Is.EqualTo("2025-10-23T17:30:00Z"));

    [Test]
    public void Read_UnknownEnumValue_IsKeptAsItCame()
    {
        var json = Recommendation.Replace("\"sell\"", "\"shortSell\"", StringComparison.Ordinal);
        var action = JsonText.Read<PortfolioRecommendation>(json).Actions[0].Action;
        Assert.That(action.Value, Is.EqualTo("shortSell"));
    }

    [Test]
    public void Read_UnknownAndMetadataMembers_ArePassedOver()
    {
        var json = Recommendation.Insert(1, "\"$type\":\"System.IO.FileInfo, mscorlib\",\"$id\":\"1\",\"$ref\":\"2\",\"new\":{\"a\":[1,{\"b\":null}]},");
        JsonText.AssertSame(JsonText.Of(JsonText.Read<PortfolioRecommendation>(json)), Recommendation);
    }

    [Test]
    public void Read_ListGivenTwice_IsReplacedNotAppended() =>
        Assert.That(JsonText.Read<Rationale>("""{"risks":["a"],"risks":["b"]}""").Risks, Is.EqualTo(new[] { "b" }));

    [Test]
    public void Read_Depth100000_FailsAtOnce()
    {
        var json = $$"""{"status":"ok","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";
        JsonText.ReadFails<HealthStatus>(json);
    }

    [Test]
    public void Read_AMillionElements_Reads()
    {
        var json = new StringBuilder("{\"risks\":[");
        for (var i = 0; i < 1_000_000; i++) json.Append(i == 0 ? "\"a\"" : ",\"a\"");
        Assert.That(JsonText.Read<Rationale>(json.Append("]}").ToString()).Risks, Has.Count.EqualTo(1_000_000));
    }

    [Test]
    public void Read_CharactersAcrossBuffers_StayWhole([Range(1010, 1030)] int offset)
    {
        // The reader asks for text in pieces; a pair of surrogates and multi-byte characters fall on every border.
        var text = new string('a', offset) + string.Concat(Enumerable.Repeat("🚀ß", 2000));
        Assert.That(JsonText.Read<RiskProfile>($$"""{"name":"{{text}}"}""").Name, Is.EqualTo(text));
    }

    [Test]
    public void Read_ReturnedLists_CannotBeChanged()
    {
        var risks = (IList<string>)JsonText.Read<Rationale>("""{"risks":["a"]}""").Risks;
        Assert.That(() => risks.Add("b"), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void Read_CanaryInEveryPlace_NeverShowsInTheMessage()
    {
        string[] bodies =
        [
            Canary.Key,
            $"\"{Canary.Key}\"",
            $$"""{"status":"ok","uptime":"{{Canary.Key}}"}""",
            $$"""{"status":"ok","timestamp":"{{Canary.Key}}"}""",
            $$$"""{"status":"ok","services":{"{{{Canary.Key}}}":[]}}""",
            $$$"""{"status":"ok","services":{"{{{new string('x', 300)}}}{{{Canary.Key}}}":[]}}""",
            $$"""{"status":"ok","services":"{{Canary.Key}}"}""",
            $$"""{"{{Canary.Key}}":1}""",
            $$"""{"status":"ok"} {{Canary.Key}}""",
            $$"""{"status":"{{Canary.Key}}""",
        ];
        Assert.Multiple(() =>
        {
            foreach (var body in bodies) Canary.AssertAbsent(JsonText.ReadFails<HealthStatus>(body).ToString());
        });
    }

    [Test]
    public void Read_KeyPrefixMissingOrTooLong_GivesTheVisibleBeginning()
    {
        var details = Key.Replace("\"sk-arkforge-0123\"", $"\"{Canary.Key}\"", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(JsonText.Read<CreateKeyResponse>($$"""{"apiKey":"{{Canary.Key}}","keyId":1}""").Prefix, Is.EqualTo("sk-arkforge-0123"));
            Assert.That(JsonText.Read<ApiKeyDetails>(details).Prefix, Is.EqualTo("sk-arkforge-0123"));
        });
    }

    private static AssetPercentages Percentages(string json) => JsonText.Read<AssetPercentages>(json);
}

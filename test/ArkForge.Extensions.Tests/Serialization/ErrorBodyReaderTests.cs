using System.Text;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Tests.Serialization;

public sealed class ErrorBodyReaderTests
{
    [TestCase("""{"status":"error","error":{"code":"E_X","message":"m","details":{}},"metadata":{"requestId":"r"}}""", "E_X", "m", "r")]
    [TestCase("""{"status":"error","error":{"code":"E_X","message":"m"},"metadata":{"request_id":"r"}}""", "E_X", "m", "r")]
    [TestCase("""{"error":{"error_code":"E_X","message":"m","request_id":"r"}}""", "E_X", "m", "r")]
    [TestCase("""{"error":"text"}""", null, "text", null)]
    [TestCase("""{"error":"text","code":"E_X","requestId":"r"}""", "E_X", "text", "r")]
    [TestCase("""{"code":"E_X","message":"m","requestId":17}""", "E_X", "m", "17")]
    [TestCase("""{"errorCode":"E_X"}""", "E_X", null, null)]
    [TestCase("""{"type":"about:blank","title":"Not Found","status":404,"detail":"no such key","instance":"/x"}""", null, "no such key", null)]
    [TestCase("""{"title":"One or more validation errors occurred.","traceId":"00-1"}""", null, "One or more validation errors occurred.", "00-1")]
    [TestCase("""{"title":"Not Found","detail":" "}""", null, "Not Found", null)]
    [TestCase("""{"error":null,"message":"m"}""", null, "m", null)]
    public void TryRead_EveryForm_IsUnderstood(string json, string? code, string? message, string? requestId)
    {
        var body = Read(json)!;
        Assert.That((body.Code, body.Message, body.RequestId), Is.EqualTo((code, message, requestId)));
    }

    [TestCase("")]
    [TestCase("<html><body>Bad gateway</body></html>")]
    [TestCase("upstream connect error")]
    [TestCase("""{"error":{"code":"E_X","mess""")]
    [TestCase("""["E_X"]""")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{"status":"error","metadata":7}""")]
    [TestCase("""{"code":["E_X"],"message":{"a":1},"errors":[1]}""")]
    [TestCase("""{"code":"\ud800"}""")]
    public void TryRead_AnythingElse_IsNull(string text) => Assert.That(Read(text), Is.Null);

    [Test]
    public void TryRead_ByteOrderMark_IsPassedOver() => Assert.That(Read("\uFEFF{\"code\":\"E_X\"}")?.Code, Is.EqualTo("E_X"));

    [Test]
    public void TryRead_TooDeep_IsNull() =>
        Assert.That(Read("{\"code\":\"E_X\",\"details\":" + new string('[', 100_000) + new string(']', 100_000) + "}"), Is.Null);

    [Test]
    public void TryRead_Details_ArePlainValues()
    {
        var details = Read("""{"code":"E_X","details":{"text":"t","number":1.50,"huge":1e99,"yes":true,"no":false,"nil":null,"list":[1,{"a":2}]}}""")!.Details;
        Assert.Multiple(() =>
        {
            Assert.That(details["text"], Is.EqualTo("t"));
            Assert.That(details["number"], Is.EqualTo(1.5m));
            Assert.That(details["huge"], Is.EqualTo("1e99"));
            Assert.That(details["yes"], Is.EqualTo(true));
            Assert.That(details["no"], Is.EqualTo(false));
            Assert.That(details["nil"], Is.Null);
            Assert.That(details["list"], Is.EqualTo(new object[] { 1m, new Dictionary<string, object> { ["a"] = 2m } }));
        });
    }

    [TestCase("null", 0)]
    [TestCase("\"text\"", 1)]
    [TestCase("[1]", 1)]
    public void TryRead_DetailsThatAreNoObject_AreKeptUnderTheirOwnName(string details, int count)
    {
        var read = Read("{\"code\":\"E_X\",\"details\":" + details + "}")!.Details;
        Assert.That(read.Keys, Is.EqualTo(Enumerable.Repeat("details", count)));
    }

    [Test]
    public void TryRead_DetailsWithoutMeasure_AreBounded()
    {
        var many = string.Join(",", Enumerable.Range(1, 500).Select(i => $"\"k{i}\":1"));
        var body = Read("{\"code\":\"E_X\",\"details\":{\"k0\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}," + many + "}}")!;
        object? nested = body.Details["k0"];
        var levels = 1;
        for (; nested is IReadOnlyDictionary<string, object?> members; levels++) nested = members.Values.Single();
        Assert.Multiple(() =>
        {
            Assert.That(body.Details, Has.Count.EqualTo(100));
            Assert.That(levels, Is.LessThan(6));
        });
    }

    [Test]
    public void TryRead_LongTexts_AreCut() =>
        Assert.That(Read($$"""{"message":"{{new string('x', 5000)}}"}""")!.Message, Has.Length.LessThan(1100));

    [Test]
    public void TryRead_FaultsOfMembers_AreRead()
    {
        var faults = Read("""{"title":"t","errors":{"Assets":["a","b",7],"Budget":"c","Other":{"x":1}}}""")!.Faults;
        Assert.Multiple(() =>
        {
            Assert.That(faults.Keys, Is.EqualTo(new[] { "Assets", "Budget" }));
            Assert.That(faults["Assets"], Is.EqualTo(new[] { "a", "b" }));
            Assert.That(faults["Budget"], Is.EqualTo(new[] { "c" }));
        });
    }

    private static ErrorBody? Read(string text) => ErrorBodyReader.TryRead(Encoding.UTF8.GetBytes(text));
}

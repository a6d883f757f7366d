using System.Collections;
using System.Reflection;
using System.Text;
using ArkForge.Extensions.Serialization.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Extensions.Tests.Serialization;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>Valid answers of every kind, spoilt: either a whole model comes out, or a <see cref="JsonReadException"/>.</summary>
public sealed class JsonFuzzTests
{
    private const int Cases = 1_500;

    // Far above what any of these takes, and far below what a reader that goes astray takes.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly string[] Envelopes =
    [
        "{0}", "{{\"status\":\"success\",\"data\":{0},\"metadata\":{{\"requestId\":\"req_1\"}}}}", "{{\"data\":{{\"recommendation\":{0}}}}}", "\uFEFF {0}\r\n",
    ];

    [TestCaseSource(nameof(Answers))]
    public void Read_SpoiltAnswer_GivesAWholeModelOrAReadFault(Action<byte[]> read, string json)
    {
        var bodies = Envelopes.Select(envelope => Encoding.UTF8.GetBytes(string.Format(null, envelope, json))).ToArray();
        Property.ForAll(
            Gen.Select(Property.OneOf(bodies), JsonMutation.Any.Array[0, 4]).Select(JsonMutation.ApplyAll),
            read,
            Cases,
            Encoding.UTF8.GetString);
    }

    [Test]
    public void ErrorBodyReader_AnyBody_NeverThrows() => Property.ForAll(
        ErrorBodies,
        body =>
        {
            var error = ErrorBodyReader.TryRead(body);
            if (error is { Code.Length: > 2_000 } or { Message.Length: > 2_000 } or { RequestId.Length: > 2_000 })
                throw new InvalidOperationException("A text without a bound");
        },
        5_000,
        Encoding.UTF8.GetString);

    internal static Gen<byte[]> ErrorBodies { get; } = Gen.Frequency(
        (4, Gen.Select(
            Property.OneOf(
                """{"status":"error","error":{"code":"E_INVALID_PARAMETERS","message":"Invalid riskProfile","details":{"a":[1,{"b":null}],"c":1e400}},"metadata":{"requestId":"req_1"}}""",
                """{"type":"about:blank","title":"Bad","status":400,"detail":"No","errors":{"name":["too long",3],"x":"y"},"traceId":"00-1"}""",
                """{"error":"text"}""",
                """{"code":429,"message":"slow down","request_id":"\ud800"}""",
                "<html><body><h1>502 Bad Gateway</h1></body></html>").Select(Encoding.UTF8.GetBytes),
            JsonMutation.Any.Array[0, 4]).Select(JsonMutation.ApplyAll)),
        (1, Gen.Byte.Array[0, 200]));

    internal static byte[][] ValidBodies { get; } = [.. Samples.Responses.Select(one => Encoding.UTF8.GetBytes(JsonText.Of(one)))];

    private static IEnumerable<TestCaseData> Answers()
    {
        yield return Case(Samples.Recommendation, ResponseShape.Recommendation);
        yield return Case(Samples.Analysis);
        yield return Case(Samples.CreatedKey);
        yield return Case(Samples.KeyInfo);
        yield return Case(Samples.KeyDetails);
        yield return Case(Samples.Health);
        yield return Case<IReadOnlyList<RiskProfile>>([Samples.Profile, Samples.Profile], ResponseShape.RiskProfiles, JsonText.Of(Samples.Profile));
        yield return Case<IReadOnlyList<ApiKeyInfo>>([Samples.KeyInfo], ResponseShape.Keys, JsonText.Of(Samples.KeyInfo));
    }

    private static TestCaseData Case<T>(T sample, ResponseShape? shape = null, string? entry = null)
        where T : notnull
    {
        var name = entry is null ? typeof(T).Name : $"ListOf{typeof(T).GetGenericArguments()[0].Name}";
        var json = entry is null ? JsonText.Of(sample) : $"[{entry},{entry}]";
        return new TestCaseData((Action<byte[]>)(body => Read<T>(body, shape ?? ResponseShape.Plain)), json)
            .SetName($"Read_Spoilt{name}_GivesAWholeModelOrAReadFault");
    }

    private static void Read<T>(byte[] body, ResponseShape shape)
        where T : notnull
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            RequireWhole(ArkForgeJson.Read<T>(body, shape));
        }
        catch (JsonReadException e) when (e.InnerException is null)
        {
            Canary.AssertAbsent(e.Message);
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        if (elapsed > Longest) throw new InvalidOperationException($"Took {elapsed}");
    }

    /// <summary>Nothing is null that is not declared so, and no number is infinite or none.</summary>
    private static void RequireWhole(object model)
    {
        if (model is IEnumerable items and not string)
        {
            foreach (var item in items) RequireWhole(item ?? throw new InvalidOperationException("null in a list"));
            return;
        }

        if (model is double number && !double.IsFinite(number)) throw new InvalidOperationException("not a finite number");
        if (model.GetType().Assembly != typeof(ArkForgeOptions).Assembly || model.GetType().IsValueType) return;
        foreach (var property in model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(model);
            if (value is not null) RequireWhole(value);
            else if (!IsNullable(property)) throw new InvalidOperationException($"{property.Name} is null");
        }
    }

    private static bool IsNullable(PropertyInfo property)
    {
        lock (Nullability) return Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }
}

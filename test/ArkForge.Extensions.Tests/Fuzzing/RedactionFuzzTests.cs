using System.Text;
using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>An API key put anywhere into a text: of it only the first 16 characters come out.</summary>
public sealed class RedactionFuzzTests
{
    private const int Cases = 3_000;
    private const string Shown = "sk-arkforge-cafe";

    private static readonly Gen<string> Key = Property.OneOf(
        TestKeys.Canary, TestKeys.Canary.ToUpperInvariant(), "Sk-ArkForge-cafe" + TestKeys.CanarySecret, TestKeys.Canary + TestKeys.Canary, Shown + "." + TestKeys.CanarySecret,
        Shown + "/+=~_-" + TestKeys.CanarySecret);

    private static readonly Gen<string> Around = Gen.OneOf(
        Property.OneOf("", " ", "\"", "Bearer ", "Authorization: Bearer ", "{\"apiKey\":\"", "?key=", "\r\n", "sk-", "sk-arkforge", "sk-arkforge-", "😀", "\0", "é", "'", "<b>", "\\u002d"),
        Gen.String[0, 30],
        Gen.Select(Gen.Int[0, 1_500], Property.OneOf('x', 'é', '漢')).Select((count, c) => new string(c, count)));

    private static readonly Gen<string> Texts = Gen.Select(Around, Key, Around, Key, Around).Select((a, b, c, d, e) => a + b + c + d + e);

    [Test]
    public void Text_AroundAKey_ShowsItsPrefixOnly() => Property.ForAll(Texts, text => RequireAbsent(Redaction.Text(text)), Cases);

    [Test]
    public void Excerpt_OfABodyWithAKey_ShowsItsPrefixOnly() => Property.ForAll(
        Gen.Select(Texts, Gen.Int[1, 2_000]),
        one =>
        {
            var excerpt = Redaction.Excerpt(Encoding.UTF8.GetBytes(one.Item1), one.Item2);
            RequireAbsent(excerpt);
            if (excerpt!.Length > one.Item2 + 3) throw new InvalidOperationException("Longer than asked for");
        },
        Cases);

    [Test]
    public void Value_WithKeysInNamesAndValues_ShowsPrefixesOnly() => Property.ForAll(
        Texts,
        text =>
        {
            var value = (IReadOnlyDictionary<string, object?>)Redaction.Value(new Dictionary<string, object?>
            {
                [text] = new List<object?> { text, 1m, null, new Dictionary<string, object?> { ["inner"] = text } },
            })!;
            RequireAbsent(value.Keys.Single());
            var list = (IReadOnlyList<object?>)value.Values.Single()!;
            RequireAbsent((string)list[0]!);
            RequireAbsent((string)((IReadOnlyDictionary<string, object?>)list[3]!)["inner"]!);
        },
        500);

    private static void RequireAbsent(string? text)
    {
        if (text?.Contains(TestKeys.CanarySecret[..12], StringComparison.OrdinalIgnoreCase) == true) throw new InvalidOperationException("A key shows");
    }
}

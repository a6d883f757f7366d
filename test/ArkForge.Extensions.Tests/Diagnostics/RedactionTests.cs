using System.Text;
using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Diagnostics;

public sealed class RedactionTests
{
    private const string Key = TestKeys.Canary;
    private const string Shown = "sk-arkforge-cafe...";

    [TestCase(null, "(not set)")]
    [TestCase("", "(not set)")]
    [TestCase(Key, Shown)]
    [TestCase("hunter2", "(not an ArkForge key)")]
    [TestCase("SK-ARKFORGE-0000", "(not an ArkForge key)")]
    // So short that sixteen characters would be all of it.
    [TestCase("sk-arkforge-abcd", "sk-arkforge-...")]
    [TestCase("sk-arkforge-abcde", "sk-arkforge-abcd...")]
    [TestCase("sk-arkforge-", "sk-arkforge-...")]
    public void Key_Always_ShowsTheBeginningOfAKeyAndOfNothingElse(string? key, string shown) => Assert.That(Redaction.Key(key), Is.EqualTo(shown));

    [TestCase(null, null)]
    [TestCase("", "")]
    [TestCase("nothing to hide, sk-other-1", "nothing to hide, sk-other-1")]
    [TestCase(Key, Shown)]
    [TestCase($"{Key} {Key}", $"{Shown} {Shown}")]
    [TestCase($"first {Key} last", $"first {Shown} last")]
    [TestCase($"x{Key}", $"x{Shown}")]
    [TestCase($"Bearer {Key}, and", $"Bearer {Shown}, and")]
    [TestCase($"\"{Key}\"", $"\"{Shown}\"")]
    [TestCase($"<b>{Key}</b>", $"<b>{Shown}</b>")]
    [TestCase($"({Key})", $"({Shown})")]
    [TestCase($"{Key}: no", $"{Shown}: no")]
    [TestCase($"{Key}; {Key}! {Key}?", $"{Shown}; {Shown}! {Shown}?")]
    [TestCase($"?key={Key}&a=b", $"?key={Shown}&a=b")]
    [TestCase($"{Key}\n{Key}\r\n", $"{Shown}\n{Shown}\r\n")]
    [TestCase("SK-ARKFORGE-CAFEC0FFEE", "SK-ARKFORGE-CAFE...")]
    [TestCase("Sk-ArkForge-CafeC0ffee", "Sk-ArkForge-Cafe...")]
    // Every character that a key may have, and what an address makes of some of them.
    [TestCase("sk-arkforge-cafe-_.~+/=secret end", "sk-arkforge-cafe... end")]
    [TestCase("sk-arkforge-cafe%2Bsecret end", "sk-arkforge-cafe... end")]
    [TestCase("sk-arkforge-cafe\\u002Bsecret end", "sk-arkforge-cafe... end")]
    [TestCase("sk-arkforge- alone", "sk-arkforge-... alone")]
    [TestCase("sk-arkforge-sk-arkforge-secret", "sk-arkforge-sk-a...")]
    public void Text_Always_BlanksEveryKey(string? text, string? shown) => Assert.That(Redaction.Text(text), Is.EqualTo(shown));

    [Test]
    public void Text_OfRedactedText_ChangesNothing() => Assert.That(Redaction.Text(Redaction.Text($"a {Key}. b")), Is.EqualTo(Redaction.Text($"a {Key}. b")));

    [TestCase(null, "(not set)")]
    [TestCase("/relative", "(not an absolute address)")]
    [TestCase("https://user:pw@host.example:8443/path?key=secret#secret", "https://host.example:8443/path")]
    [TestCase($"https://host.example/{Key}", $"https://host.example/{Shown}")]
    [TestCase($"https://{Key}@host.example/", "https://host.example/")]
    public void Address_Always_ShowsNoSecretPart(string? address, string shown) =>
        Assert.That(Redaction.Address(address is null ? null : new Uri(address, address[0] == '/' ? UriKind.Relative : UriKind.Absolute)), Is.EqualTo(shown));

    [Test]
    public void Excerpt_OfAnEmptyBody_IsNull() => Assert.That(Redaction.Excerpt(default, 10), Is.Null);

    [Test]
    public void Excerpt_OfALongBody_IsCut() => Assert.That(Redaction.Excerpt(Encoding.UTF8.GetBytes(new string('x', 5000)), 10), Is.EqualTo("xxxxxxxxxx..."));

    [Test]
    public void Excerpt_WithAKeyAtEveryDistanceFromTheCut_ShowsNoneOfItsSecret([Values(1, 16, 100, 1024)] int length)
    {
        for (var offset = 0; offset <= (length * 4) + 260; offset++)
        {
            var excerpt = Redaction.Excerpt(Encoding.UTF8.GetBytes(new string('x', offset) + Key), length)!;
            Assert.That(excerpt, Does.Not.Contain("c0ff").And.Length.LessThanOrEqualTo(length + 3), $"offset {offset}");
        }
    }

    [Test]
    public void Excerpt_OfManyKeys_ShowsNoneOfThem([Values("", " ", "\u00e9")] string between)
    {
        var body = Encoding.UTF8.GetBytes(string.Join(between, Enumerable.Repeat(Key, 200)));

        Assert.That(Redaction.Excerpt(body, Redaction.MaxExcerptChars), Does.Not.Contain(TestKeys.CanarySecret[..8]));
    }

    [Test]
    public void Excerpt_InAWiderEncoding_BlanksTheKeyAsWell()
    {
        var excerpt = Redaction.Excerpt(Encoding.Unicode.GetBytes($"key {Key} end"), 1024);

        Assert.That(excerpt, Is.EqualTo($"key {Shown} end"));
    }

    [Test]
    public void Value_OfNestedData_BlanksKeysInNamesAndValues()
    {
        var value = Redaction.Value(new Dictionary<string, object?>
        {
            [Key] = new object?[] { Key, 1, null, new Dictionary<string, object?> { ["a"] = $"x {Key}" } },
        });

        Assert.That(value, Is.EqualTo(new Dictionary<string, object?>
        {
            [Shown] = new object?[] { Shown, 1, null, new Dictionary<string, object?> { ["a"] = $"x {Shown}" } },
        }));
    }
}

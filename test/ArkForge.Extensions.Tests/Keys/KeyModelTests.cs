using System.Diagnostics;
using System.Reflection;
using ArkForge.Extensions.Tests.Serialization;
using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions.Tests.Keys;

public sealed class KeyModelTests
{
    private static readonly ApiKeyInfo Leaky = Samples.KeyInfo with { Prefix = Canary.Key, Name = $"key {Canary.Key}!" };
    private static readonly ApiKeyDetails LeakyDetails = Samples.KeyDetails with { Prefix = Canary.Key, Name = Canary.Key };

    public static IEnumerable<object> Models() =>
        [.. Samples.All, Leaky, LeakyDetails, Samples.CreatedKey with { Prefix = Canary.Key }, new CreateKeyRequest { Name = Canary.Key }];

    [TestCaseSource(nameof(Models))]
    public void ToString_AnyModel_ShowsNoKey(object model) => Canary.AssertAbsent(model.ToString()!);

    [Test]
    public void ToString_CreatedKey_ShowsTheVisibleBeginning() =>
        Assert.That(Samples.CreatedKey.ToString(), Is.EqualTo("CreateKeyResponse 17 sk-arkforge-0123..."));

    [Test]
    public void ToString_KeyDetails_SaysWhatItIs() =>
        Assert.That(LeakyDetails.ToString(), Is.EqualTo("ApiKeyDetails 17 sk-arkforge-0123... sk-arkforge-0123..."));

    [Test]
    public void ToString_KeyRequest_NamesScopes() =>
        Assert.That(Samples.CreateKey.ToString(), Is.EqualTo("CreateKeyRequest Production (read, glacial)"));

    [Test]
    public void DebuggerViews_OfACreatedKey_GoThroughTheSafeText() => Assert.Multiple(() =>
    {
        Assert.That(typeof(CreateKeyResponse).GetCustomAttribute<DebuggerDisplayAttribute>()?.Value, Is.EqualTo("{ToString(),nq}"));
        Assert.That(
            typeof(CreateKeyResponse).GetProperty(nameof(CreateKeyResponse.ApiKey))!.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State,
            Is.EqualTo(DebuggerBrowsableState.Never));
    });

    [Test]
    public void Prefix_NotGivenOrNull_IsTakenFromTheKey() => Assert.Multiple(() =>
    {
        Assert.That(new CreateKeyResponse { ApiKey = Canary.Key }.Prefix, Is.EqualTo("sk-arkforge-0123"));
        Assert.That(new CreateKeyResponse { ApiKey = "short", Prefix = null! }.Prefix, Is.EqualTo("short"));
        Assert.That(new ApiKeyInfo { Prefix = null! }.Prefix, Is.Empty);
    });

    [Test]
    public void UpdateScopes_WithoutAny_IsRefusedBeforeItTakesThemAllAway() => Assert.That(
        RequestValidator.Validate(new UpdateScopesRequest()).Keys, Is.EqualTo(["Scopes"]));

    [Test]
    public void UpdateScopes_OfAListThatChangesLater_StaysAsItWas()
    {
        var scopes = new List<ApiKeyScope> { ApiKeyScope.Read };
        var request = new UpdateScopesRequest { Scopes = scopes };

        scopes.Add(ApiKeyScope.Admin);

        Assert.That(request.Scopes, Is.EqualTo([ApiKeyScope.Read]));
    }

    [TestCase("""{"reason":"leaked"}""")]
    public void Write_Revocation_CarriesItsReason(string expected) =>
        Assert.That(JsonText.Of(new RevokeKeyRequest { Reason = "leaked" }), Is.EqualTo(expected));

    [Test]
    public void Write_OtherKeyBodies_FollowTheContract() => Assert.Multiple(() =>
    {
        Assert.That(JsonText.Of(new RotateKeyRequest { Name = "n" }), Is.EqualTo("""{"name":"n"}"""));
        Assert.That(JsonText.Of(new RotateKeyRequest()), Is.EqualTo("{}"));
        Assert.That(JsonText.Of(new UpdateScopesRequest { Scopes = [ApiKeyScope.Read, new("x")] }), Is.EqualTo("""{"scopes":["read","x"]}"""));
    });
}

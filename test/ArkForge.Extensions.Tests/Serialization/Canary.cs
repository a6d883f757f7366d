namespace ArkForge.Extensions.Tests.Serialization;

/// <summary>A key that must not show up anywhere.</summary>
internal static class Canary
{
    public const string Secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string Key = "sk-arkforge-" + Secret;

    /// <summary>No more than the 16 characters that may be shown.</summary>
    public static void AssertAbsent(string text) => Assert.That(text.ToLowerInvariant(), Does.Not.Contain(Key[..17]).And.Not.Contain(Secret[..17]));
}

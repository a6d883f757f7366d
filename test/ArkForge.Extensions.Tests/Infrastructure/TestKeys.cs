namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>API keys for tests: well-formed, and never those of anybody.</summary>
internal static class TestKeys
{
    public const string Default = "sk-arkforge-00000000000000000000000000000000000000000000000000000000000000aa";
    public const string Other = "sk-arkforge-11111111111111111111111111111111111111111111111111111111111111bb";

    /// <summary>What must never show: the part of <see cref="Canary"/> behind its first 16 characters.</summary>
    public const string CanarySecret = "c0ffee5ec3e7c0ffee5ec3e7c0ffee5ec3e7c0ffee5ec3e7c0ffee5ec3e7";
    public const string Canary = "sk-arkforge-cafe" + CanarySecret;
}

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>How much of the expensive tests is run.</summary>
internal static class TestRun
{
    /// <summary>Whether <c>ARKFORGE_TESTS_FULL=1</c> asks for the full numbers instead of those that fit every build.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("ARKFORGE_TESTS_FULL") == "1";
}

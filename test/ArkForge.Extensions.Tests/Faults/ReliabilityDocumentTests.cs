using System.Reflection;
using System.Text.RegularExpressions;
using ArkForge.Extensions.Tests.Conventions;
using NUnit.Framework.Interfaces;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The tables of docs/reliability.md and the tests of the assembly say the same.</summary>
public sealed partial class ReliabilityDocumentTests
{
    [Test]
    public void TestsNamedInTheDocument_Exist() => Assert.That(Named(), Is.Not.Empty.And.SubsetOf(TestsOf(_ => true)));

    [Test]
    public void TestsOfTheFaults_AreNamedInTheDocument() =>
        Assert.That(TestsOf(type => type.Namespace == GetType().Namespace && type != GetType()), Is.Not.Empty.And.SubsetOf(Named()));

    [Test]
    public void EveryTrap_HasItsTest([Range(1, 15)] int trap) =>
        Assert.That(TestsOf(type => type == typeof(PlatformTrapTests)), Has.Some.StartsWith($"{nameof(PlatformTrapTests)}.Trap{trap:00}_"));

    private static string[] TestsOf(Func<Type, bool> isMeant) =>
    [
        .. typeof(ReliabilityDocumentTests).Assembly.GetTypes().Where(isMeant)
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is ITestBuilder or ISimpleTestBuilder))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Distinct(),
    ];

    private static string[] Named()
    {
        var document = Path.Combine(SourceTree.Root, "docs", "reliability.md");
        return [.. TestName().Matches(File.ReadAllText(document)).Select(match => match.Groups[1].Value).Distinct()];
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();
}

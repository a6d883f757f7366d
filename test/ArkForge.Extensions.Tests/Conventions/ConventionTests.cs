using System.Reflection;
using System.Runtime.CompilerServices;

namespace ArkForge.Extensions.Tests.Conventions;

/// <summary>What holds the house together (docs/architecture.md).</summary>
public sealed class ConventionTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Assembly Client = typeof(IArkForgePortfolioClient).Assembly;

    private static readonly Type[] Types =
        [.. Client.GetTypes().Where(type => !type.IsNested && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && IsOurs(type) && type.Name[0] != '<')];

    [Test]
    public void Types_InAnInternalNamespace_AreNotPublic() =>
        Assert.That(Types.Where(type => type.Namespace!.EndsWith(".Internal", StringComparison.Ordinal) && type.IsPublic), Is.Empty);

    [Test]
    public void Types_ThatArePublic_NeedOneUsingOnly() =>
        Assert.That(Types.Where(type => type.IsPublic).Select(type => type.Namespace).Distinct(), Is.EquivalentTo(["ArkForge.Extensions", "Microsoft.Extensions.DependencyInjection"]));

    [Test]
    public void Types_ThatAreNotPublic_AreInAnInternalNamespace() =>
        Assert.That(Types.Where(type => !type.IsPublic && !type.Namespace!.EndsWith(".Internal", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Classes_ThatNobodyDerivesFrom_AreSealed() => Assert.That(
        Client.GetTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.Name[0] != '<' && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(type => !Array.Exists(Client.GetTypes(), other => other.BaseType == type || (other.BaseType is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == type))),
        Is.Empty);

    [Test]
    public void Methods_ThatReturnATask_EndInAsyncAndTakeATokenLast() => Assert.That(
        from type in Types
        where type.IsPublic || type.IsInterface
        from method in type.GetMethods(Everything)
        where IsAwaitable(method.ReturnType) && !method.IsPrivate && method.GetBaseDefinition().DeclaringType == type
        where !method.Name.EndsWith("Async", StringComparison.Ordinal) || method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
        select $"{type.Name}.{method.Name}",
        Is.Empty);

    [TestCase(typeof(IArkForgePortfolioClient))]
    [TestCase(typeof(IArkForgeKeyClient))]
    [TestCase(typeof(IArkForgeApiKeyProvider))]
    [TestCase(typeof(IArkForgeQuotaStore))]
    public void Interfaces_WithAsynchronousMethods_HaveTheirSynchronousTwins(Type contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var shapes = contract.GetMethods().Select(method => Shape(method.Name, method)).ToHashSet();

        Assert.That(contract.GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => Shape(method.Name[..^5], method)), Is.SubsetOf(shapes));

        static string Shape(string name, MethodInfo method)
        {
            var result = IsAwaitable(method.ReturnType) ? method.ReturnType.GetGenericArguments().SingleOrDefault() ?? typeof(void) : method.ReturnType;
            return $"{result} {name}({string.Join(", ", method.GetParameters().Select(parameter => $"{parameter.ParameterType} {parameter.Name}"))})";
        }
    }

    [Test]
    public void PublicSurface_OfTheClient_ShowsNothingOfNewtonsoft()
    {
        var shown = Types.Where(type => type.IsPublic).SelectMany(type => SignatureTypes(type, member => IsVisible(member)).Concat(AttributesOf(type)));

        Assert.That(shown.Where(type => type.Namespace?.StartsWith("Newtonsoft", StringComparison.Ordinal) == true), Is.Empty);
    }

    [Test]
    public void Handlers_OfTheClient_ServeBothKindsOfCall() => Assert.That(
        from type in Types
        where type.IsSubclassOf(typeof(DelegatingHandler))
        from method in new[] { "Send", "SendAsync" }
        where type.GetMethod(method, Everything) is null
        select $"{type.Name} does not override {method}",
        Is.Empty);

    [TestCase("Portfolio.Models", "Keys.Models", "Health")]
    public void Models_ByTheirSignatures_KnowNobody(params string[] folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var models = SourceTree.FilesOf(SourceTree.Client)
            .Where(file => Array.Exists(folders, folder => file.Path.StartsWith(folder.Replace('.', '/') + "/", StringComparison.Ordinal)))
            .Select(file => Client.GetType($"ArkForge.Extensions.{Path.GetFileNameWithoutExtension(file.Path)}"))
            .OfType<Type>()
            .ToArray();
        Assert.That(models, Has.Length.GreaterThan(20));

        Assert.That(Known(models), Is.SubsetOf(["", "Serialization", "Validation"]));
    }

    // The compiler, and what measures coverage, put types of their own into the assembly.
    private static bool IsOurs(Type type) => type.Namespace is { } space
        && (space.StartsWith("ArkForge.", StringComparison.Ordinal) || space.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal));

    private static string[] Known(IEnumerable<Type> types) =>
        [.. types.SelectMany(type => SignatureTypes(type, static _ => true)).Where(type => type.Assembly == Client).Select(RoomOf).Distinct()];

    // The public types share one namespace and belong to no room by it.
    private static string RoomOf(Type type) =>
        type.Namespace is { } space && space.EndsWith(".Internal", StringComparison.Ordinal) ? space["ArkForge.Extensions.".Length..^".Internal".Length] : "";

    private static IEnumerable<Type> SignatureTypes(Type type, Func<MemberInfo, bool> counts)
    {
        var members = type.GetMembers(Everything).Where(counts).SelectMany(member => member switch
        {
            FieldInfo field => [field.FieldType],
            MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
            _ => Enumerable.Empty<Type>(),
        });
        return members.Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object)).SelectMany(Unfold);
    }

    private static IEnumerable<Type> AttributesOf(Type type) => type.GetMembers(Everything).Append(type).SelectMany(member => member.GetCustomAttributesData().Select(attribute => attribute.AttributeType));

    private static IEnumerable<Type> Unfold(Type type) =>
        type.HasElementType ? Unfold(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unfold).Append(type) : [type];

    private static bool IsVisible(MemberInfo member) => member switch
    {
        FieldInfo field => field.IsPublic || field.IsFamily,
        MethodBase method => method.IsPublic || method.IsFamily,
        _ => false,
    };

    private static bool IsAwaitable(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}

using ArkForge.Sandbox.Errors.Internal;
using ArkForge.Sandbox.Reading.Internal;

namespace ArkForge.Sandbox.Keys.Internal;

/// <summary>Reads what callers say about keys.</summary>
internal static class KeyBodies
{
    private const int LongestName = 100;

    public static (string Name, int Days, IReadOnlyList<string> Scopes) ReadCreate(JsonFields body, FaultList faults)
    {
        var name = ReadName(body, faults);
        if (!body.Has("name"))
            faults.Add("name", "is required");
        var days = body.Whole("expiresInDays", 1, 365) ?? 365;
        var scopes = body.Has("scopes") ? ReadScopes(body, faults) : [Scopes.Read];
        faults.ThrowIfAny();
        return (name!, days, scopes);
    }

    public static string? ReadRotate(JsonFields body, FaultList faults)
    {
        var name = ReadName(body, faults);
        faults.ThrowIfAny();
        return name;
    }

    public static void CheckRevoke(JsonFields body, FaultList faults)
    {
        _ = body.Text("reason");
        faults.ThrowIfAny();
    }

    public static IReadOnlyList<string> ReadNewScopes(JsonFields body, FaultList faults)
    {
        var scopes = ReadScopes(body, faults);
        faults.ThrowIfAny();
        return scopes;
    }

    private static string? ReadName(JsonFields body, FaultList faults)
    {
        var name = body.Text("name")?.Trim();
        if (name is { Length: 0 or > LongestName })
            faults.Add("name", $"must have 1 to {LongestName} characters");
        return name;
    }

    private static string[] ReadScopes(JsonFields body, FaultList faults)
    {
        var scopes = body.Texts("scopes") ?? [];
        if (scopes.Count == 0 || scopes.Any(scope => !Scopes.All.Contains(scope)))
            faults.Add("scopes", $"must be one or more of {string.Join(", ", Scopes.All)}", ErrorCodes.InvalidParameters);
        return [.. scopes.Distinct()];
    }
}

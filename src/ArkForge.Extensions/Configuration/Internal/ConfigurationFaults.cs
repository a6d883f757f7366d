using System.Collections;
using System.ComponentModel;
using System.Reflection;
using ArkForge.Extensions.Diagnostics.Internal;
using Microsoft.Extensions.Configuration;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>
/// Finds what binding would pass over in silence (a mistyped name) or report with the value in its message (a value of the
/// wrong form), so that every fault is reported at once, by path, without its value.
/// </summary>
internal static class ConfigurationFaults
{
    /// <summary>The faults below a section, and the paths that must not be bound because of them.</summary>
    public static IEnumerable<(string Path, string Message)> Find(IConfigurationSection section, Type type, params string[] alsoKnown)
    {
        var members = MembersOf(type).ToDictionary(member => member.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (alsoKnown.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) continue;
            if (!members.TryGetValue(child.Key, out var member))
                yield return (child.Path, $"{Redaction.Text(child.Path)} is not a setting; {Spelling.Suggest(child.Key, [.. members.Keys, .. alsoKnown])}");
            else if (!IsLeaf(member.PropertyType) && !string.IsNullOrEmpty(child.Value))
                yield return (child.Path, $"{child.Path} is a section, not a single value; write a setting below it, such as {NamesOf(member.PropertyType).First()}");
            else if (!IsLeaf(member.PropertyType))
                foreach (var fault in Find(child, member.PropertyType)) yield return fault;
            else if (child.GetChildren().Any())
                yield return (child.Path, $"{child.Path} is a single value, not a section; remove what stands below it");
            else if (child.Value is not null && !CanConvert(child.Value, member.PropertyType))
                yield return (child.Path, $"{child.Path} is not {Form(member.PropertyType)}");
        }
    }

    private static IEnumerable<PropertyInfo> MembersOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.SetMethod is { IsPublic: true });

    private static IEnumerable<string> NamesOf(Type type) => MembersOf(type).Select(member => member.Name);

    private static bool IsLeaf(Type type) =>
        type == typeof(string) || type == typeof(Uri) || type.IsValueType || typeof(IEnumerable).IsAssignableFrom(type);

    private static bool CanConvert(string value, Type type)
    {
        // Both would be converted to something that nobody meant: a bare number to days, a number or a list to some name.
        if (type == typeof(TimeSpan) && !value.Contains(':', StringComparison.Ordinal)) return false;
        if (type.IsEnum && !Enum.GetNames(type).Contains(value.Trim(), StringComparer.OrdinalIgnoreCase)) return false;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Form(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
        TypeCode.Boolean => "true or false",
        TypeCode.Int32 => "a whole number",
        TypeCode.Double => "a number such as 0.5",
        _ when type == typeof(TimeSpan) => "a duration; write it hh:mm:ss, such as 00:00:30",
        _ => "an address such as https://api.arkforge.example",
    };
}

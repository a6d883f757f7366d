using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>Finds every fault of a request at once, by the same attributes that ASP.NET model binding sees.</summary>
internal static class RequestValidator
{
    private static readonly ConcurrentDictionary<Type, ValidatedMember[]> Plans = new();

    /// <returns>The path of each faulty member (<c>Constraints.MaxPositionSize</c>) with its messages; empty for a good request.</returns>
    public static IReadOnlyDictionary<string, string[]> Validate(object request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        Visit(request, "", faults);
        return faults;
    }

    private static void Visit(object instance, string path, OrderedDictionary<string, string[]> faults)
    {
        var context = new ValidationContext(instance);
        foreach (var member in Plans.GetOrAdd(instance.GetType(), ValidatedMember.AllOf))
        {
            var value = member.Property.GetValue(instance);
            context.MemberName = member.Property.Name;
            context.DisplayName = member.Property.Name;
            var messages = member.Check(value, context);
            if (messages.Count > 0) faults[path + member.Property.Name] = [.. messages];
            if (value is null || !member.IsNested) continue;

            if (value is IList items)
            {
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i] is { } item)
                        Visit(item, string.Create(CultureInfo.InvariantCulture, $"{path}{member.Property.Name}[{i}]."), faults);
                }
            }
            else
            {
                Visit(value, $"{path}{member.Property.Name}.", faults);
            }
        }
    }
}

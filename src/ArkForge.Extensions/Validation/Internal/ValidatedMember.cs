using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>A member that has rules of its own, or holds objects that may have some.</summary>
internal sealed class ValidatedMember(PropertyInfo property)
{
    private readonly ValidationAttribute[] _rules =
        [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true).OrderByDescending(rule => rule is RequiredAttribute)];

    public PropertyInfo Property => property;

    public bool IsNested { get; } = IsModel(property.PropertyType)
        || (property.PropertyType is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsModel(type.GetGenericArguments()[0]));

    public static ValidatedMember[] AllOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => new ValidatedMember(property))
            .Where(member => member._rules.Length > 0 || member.IsNested)];

    /// <summary>The messages of all rules that the value breaks; of a missing value, only that it is missing.</summary>
    public IReadOnlyList<string> Check(object? value, ValidationContext context)
    {
        List<string>? messages = null;
        foreach (var rule in _rules)
        {
            if (rule.GetValidationResult(value, context) is not { } fault) continue;
            (messages ??= []).Add(fault.ErrorMessage!);
            if (rule is RequiredAttribute) break;
        }

        return messages ?? (IReadOnlyList<string>)[];
    }

    // A model is a record class of this library; everything else is a value as a whole.
    private static bool IsModel(Type type) =>
        type is { IsClass: true } && type.Assembly == typeof(ValidatedMember).Assembly && type != typeof(AssetPercentages);
}

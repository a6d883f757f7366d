using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions.Validation.Internal;

/// <summary>Builds the result that both this library and ASP.NET model binding understand.</summary>
internal static class Fault
{
    public static ValidationResult On(ValidationContext context, string problem)
    {
        var member = context.MemberName ?? context.DisplayName;
        return new($"{member} {problem}", [member]);
    }
}

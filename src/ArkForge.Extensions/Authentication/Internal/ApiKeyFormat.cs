using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions.Authentication.Internal;

/// <summary>The shape of an API key: the prefix, something after it, and no character that could break a header.</summary>
internal static class ApiKeyFormat
{
    public const string Prefix = Redaction.KeyPrefix;

    /// <summary>The problem with a key, said without its value; <see langword="null"/> for a key that can be sent.</summary>
    public static string? FindFault(string? key)
    {
        if (string.IsNullOrWhiteSpace(key)) return "is not set";
        if (!IsSendable(key)) return "has a character that cannot be sent in a header (a blank or line break at an end is the usual one)";
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return $"does not start with '{Prefix}'";
        return key.Length == Prefix.Length ? $"has nothing after '{Prefix}'" : null;
    }

    // Narrower than what a header takes: a character that redaction does not know would end the key for it, and show the rest.
    private static bool IsSendable(string key) => key.All(Redaction.IsKeyCharacter);
}

namespace ArkForge.Extensions.Keys.Internal;

/// <summary>Keeps whole API keys out of everything that a person or a log may read.</summary>
internal static class KeyMask
{
    /// <summary>The characters of a key that may be shown.</summary>
    public const int VisibleLength = 16;

    private const string KeyPrefix = "sk-arkforge-";

    /// <summary>The visible beginning of a key, or of anything that should be one.</summary>
    public static string Prefix(string key) => key.Length <= VisibleLength ? key : key[..VisibleLength];

    /// <summary>The text with every key in it cut down to its visible beginning.</summary>
    public static string Mask(string text)
    {
        var start = text.IndexOf(KeyPrefix, StringComparison.OrdinalIgnoreCase);
        if (start < 0) return text;
        var end = start + KeyPrefix.Length;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        return string.Concat(text.AsSpan(0, start), Prefix(text[start..end]), "...", Mask(text[end..]));
    }
}

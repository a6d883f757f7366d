namespace ArkForge.Sandbox.Faults.Internal;

internal static class HeaderText
{
    public static void ThrowIfUnsafe(string value)
    {
        if (value.Any(character => character is < ' ' or > '~'))
            throw new ArgumentException("A header value must be printable ASCII.", nameof(value));
    }
}

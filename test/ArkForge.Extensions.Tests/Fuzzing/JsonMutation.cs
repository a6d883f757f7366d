using System.Text;
using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>One way to spoil a text, at places given as shares of its length so that a shrunk text has them too.</summary>
internal sealed record JsonMutation(int Kind, double At, double Other, byte Noise, string Token)
{
    private static readonly string[] Tokens =
    [
        "null", "true", "{}", "[]", "[[]]", "{\"a\":1}", "\"\"", "\" \"", "0", "-0", "1e999", "-1e999", "1e-999", "NaN", "Infinity", "010", "0x10", "1.", ".5", "+1",
        "9223372036854775808", "79228162514264337593543950336", "123456789012345678901234567890.5", "\"\\ud800\"", "\"\\u0000\"", "\"\\/\"", "\"é\"", "\"😀\"",
        "\"2025-02-30T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"$type\":\"System.Object\",", "\"data\":", "\"metadata\":null,", ",", ":", "{", "}", "[", "]", "\"",
        "\\", "//", "/**/", "'", "\u2028", "\uFEFF", "\0", "\n",
    ];

    public static readonly Gen<JsonMutation> Any = Gen.Select(Gen.Int[0, 6], Gen.Double.Unit, Gen.Double.Unit, Gen.Byte, Property.OneOf(Tokens))
        .Select((kind, at, other, noise, token) => new JsonMutation(kind, at, other, noise, token));

    public byte[] Apply(byte[] text)
    {
        if (text.Length == 0) return Encoding.UTF8.GetBytes(Token);
        var (at, other) = ((int)(At * text.Length), (int)(Other * text.Length));
        var (from, to) = (Math.Min(at, other), Math.Max(at, other));
        return Kind switch
        {
            0 => [.. text[..at], (byte)(text[at] ^ (Noise | 1)), .. text[(at + 1)..]],
            1 => [.. text[..at], Noise, .. text[at..]],
            2 => [.. text[..from], .. text[Math.Min(to, from + 20)..]],
            3 => text[..at],
            4 => Swap(text, from, to),
            5 => Replace(text, at),
            _ => [.. text[..at], .. Encoding.UTF8.GetBytes(Token), .. text[at..]],
        };
    }

    public static byte[] ApplyAll(byte[] text, IEnumerable<JsonMutation> mutations) => mutations.Aggregate(text, (spoilt, mutation) => mutation.Apply(spoilt));

    // Another value where a value stood, so that the text stays JSON and its meaning does not.
    private byte[] Replace(byte[] text, int at)
    {
        var (start, end) = TokenAt(text, at);
        return [.. text[..start], .. Encoding.UTF8.GetBytes(Token), .. text[end..]];
    }

    private static byte[] Swap(byte[] text, int first, int second)
    {
        var (start, end) = TokenAt(text, first);
        var (otherStart, otherEnd) = TokenAt(text, second);
        return end > otherStart
            ? text
            : [.. text[..start], .. text[otherStart..otherEnd], .. text[end..otherStart], .. text[start..end], .. text[otherEnd..]];
    }

    private static (int Start, int End) TokenAt(byte[] text, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && !IsPunctuation(text[start - 1])) start--;
        while (end < text.Length && !IsPunctuation(text[end])) end++;
        return (start, end);
    }

    private static bool IsPunctuation(byte b) => b is (byte)',' or (byte)':' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']';
}

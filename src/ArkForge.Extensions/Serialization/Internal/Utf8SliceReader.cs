using System.Text.Unicode;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Decodes valid UTF-8 straight out of a buffer, without a stream, a copy or a buffer of its own.</summary>
internal sealed class Utf8SliceReader(ReadOnlyMemory<byte> utf8) : TextReader
{
    private ReadOnlyMemory<byte> _rest = utf8;
    private char? _lowSurrogate;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (_lowSurrogate is { } low)
        {
            buffer[0] = low;
            _lowSurrogate = null;
            return 1;
        }

        Utf8.ToUtf16(_rest.Span, buffer, out var read, out var written);
        _rest = _rest[read..];
        return written > 0 || _rest.IsEmpty ? written : ReadHalfAPair(buffer);
    }

    // Room for one char, but the next character takes two.
    private int ReadHalfAPair(Span<char> buffer)
    {
        Span<char> pair = stackalloc char[2];
        Utf8.ToUtf16(_rest.Span[..4], pair, out var read, out _);
        _rest = _rest[read..];
        (buffer[0], _lowSurrogate) = (pair[0], pair[1]);
        return 1;
    }
}

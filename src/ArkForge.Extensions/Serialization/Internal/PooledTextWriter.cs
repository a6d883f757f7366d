using System.Buffers;
using System.Globalization;
using System.Text;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Collects text in a rented buffer and hands it over as UTF-8, so that no string of the whole is ever made.</summary>
internal sealed class PooledTextWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    private const int FirstLength = 1024;

    private char[] _buffer = ArrayPool<char>.Shared.Rent(FirstLength);
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_length == _buffer.Length) Grow(1);
        _buffer[_length++] = value;
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > _buffer.Length - _length) Grow(buffer.Length);
        buffer.CopyTo(_buffer.AsSpan(_length));
        _length += buffer.Length;
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_buffer, 0, _length);

    protected override void Dispose(bool disposing)
    {
        // A request may hold what others must not see, so the buffer goes back clean.
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0) ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        _length = 0;
        base.Dispose(disposing);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(checked(_length + needed), _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}

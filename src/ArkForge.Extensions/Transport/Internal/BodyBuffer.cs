using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>Collects the bytes of a body, and refuses the first one beyond the bound.</summary>
internal sealed class BodyBuffer(int maxBytes, int expectedBytes = 0)
{
    private const int InitialBytes = 4096;

    // One byte more than expected: the read that finds the end needs room to look into.
    private byte[] _bytes = new byte[Math.Min(maxBytes, Math.Max(expectedBytes, InitialBytes)) + 1];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Where the next bytes go; never empty.</summary>
    public Span<byte> Free => FreeMemory.Span;

    /// <inheritdoc cref="Free"/>
    public Memory<byte> FreeMemory
    {
        get
        {
            if (Length == _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(maxBytes + 1L, _bytes.Length * 2L));
            return _bytes.AsMemory(Length);
        }
    }

    public void Advance(int count)
    {
        Length += count;
        if (Length > maxBytes)
            throw new UnreadableBodyException($"The answer is larger than {nameof(ArkForgeOptions.MaxResponseBytes)} ({maxBytes} bytes)", mayRecover: false);
    }
}

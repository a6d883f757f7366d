namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>A body whose bytes never end, with something happening before each read.</summary>
/// <param name="beforeRead">Gets the number of the read, from 1; may throw.</param>
internal sealed class ScriptedStream(Action<int> beforeRead) : Stream
{
    private bool _disposed;
    private int _reads;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        beforeRead(++_reads);
        ObjectDisposedException.ThrowIf(_disposed, this);
        buffer.Fill((byte)' ');
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Read(buffer.Span);
        cancellationToken.ThrowIfCancellationRequested();
        return new(read);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }
}

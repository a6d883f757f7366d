using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>Reads a body whole, within a bound, and undoes its content coding.</summary>
internal static class BodyReader
{
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content is BufferedContent buffered) return buffered.Body;
        var buffer = Prepare(content, maxBytes);
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (await stream.ReadAsync(buffer.FreeMemory, cancellationToken).ConfigureAwait(false) is var read && read > 0) buffer.Advance(read);
        return ContentDecoder.Decode(buffer.Written, content.Headers.ContentEncoding, maxBytes);
    }

    public static ReadOnlyMemory<byte> Read(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content is BufferedContent buffered) return buffered.Body;
        var buffer = Prepare(content, maxBytes);
        var stream = content.ReadAsStream(cancellationToken);
        // A blocking read takes no token: closing the stream under it is what ends it in time.
        using var closing = cancellationToken.UnsafeRegister(static stream => ((Stream)stream!).Dispose(), stream);
        try
        {
            while (stream.Read(buffer.Free) is var read && read > 0) buffer.Advance(read);
        }
        catch (Exception e) when (e is not UnreadableBodyException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ContentDecoder.Decode(buffer.Written, content.Headers.ContentEncoding, maxBytes);
    }

    private static BodyBuffer Prepare(HttpContent content, int maxBytes)
    {
        var declared = content.Headers.ContentLength ?? 0;
        if (declared <= maxBytes) return new BodyBuffer(maxBytes, (int)declared);
        throw new UnreadableBodyException(
            $"The answer declares {declared} bytes, more than {nameof(ArkForgeOptions.MaxResponseBytes)} ({maxBytes} bytes)", mayRecover: false);
    }
}

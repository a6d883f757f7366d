using System.Net;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>A body that has been read whole, decoded, with the headers it came with.</summary>
internal sealed class BufferedContent : HttpContent
{
    public BufferedContent(ReadOnlyMemory<byte> body, HttpContent original)
    {
        Body = body;
        foreach (var (name, values) in original.Headers.NonValidated)
        {
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var value in values) Keep(name, value);
        }
    }

    public ReadOnlyMemory<byte> Body { get; }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) => stream.Write(Body.Span);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(Body, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Body.Length;
        return true;
    }

    // A header that breaks its own grammar is no reason to lose an answer.
    private void Keep(string name, string value)
    {
        try
        {
            Headers.Add(name, value);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return;
        }
    }
}

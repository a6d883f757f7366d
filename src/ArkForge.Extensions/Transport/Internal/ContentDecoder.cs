using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>Undoes the content coding of a whole body, within a bound.</summary>
/// <remarks>
/// Done here instead of by the socket handler, whose decompression counts no bytes and takes a truncated gzip body for a
/// whole one.
/// </remarks>
internal static class ContentDecoder
{
    public const string AcceptEncoding = "br, gzip";
    // A header of 10 bytes and a trailer of 8 around the data (RFC 1952).
    private const int LeastGzipLength = 18;

    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, ICollection<string> codings, int maxBytes)
    {
        var coding = codings.Where(name => !name.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (coding.Length == 0 || body.IsEmpty) return body;
        if (coding.Length > 1) throw new UnreadableBodyException("The answer is encoded more than once", mayRecover: false);
        return coding[0].ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => Gunzip(body, maxBytes),
            "BR" => Unbrotli(body.Span, maxBytes),
            _ => throw new UnreadableBodyException("The answer is in a content coding that was not asked for", mayRecover: false),
        };
    }

    private static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> body, int maxBytes)
    {
        var output = new BodyBuffer(maxBytes);
        try
        {
            using var gzip = new GZipStream(AsStream(body), CompressionMode.Decompress);
            while (gzip.Read(output.Free) is var read && read > 0) output.Advance(read);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableBodyException("The answer is not valid gzip", mayRecover: true);
        }

        // The stream ends in silence where the body was cut off. The trailer tells the length there should have been (of the last of
        // several members); where it is missing, what stands in its place is all but certainly larger.
        if (body.Length < LeastGzipLength || BinaryPrimitives.ReadUInt32LittleEndian(body.Span[^4..]) > output.Length)
            throw new UnreadableBodyException("The answer's gzip is truncated", mayRecover: true);
        return output.Written;
    }

    private static ReadOnlyMemory<byte> Unbrotli(ReadOnlySpan<byte> body, int maxBytes)
    {
        var output = new BodyBuffer(maxBytes);
        using var decoder = new BrotliDecoder();
        while (true)
        {
            var status = decoder.Decompress(body, output.Free, out var consumed, out var written);
            body = body[consumed..];
            if (written > 0) output.Advance(written);
            switch (status)
            {
                case OperationStatus.Done: return output.Written;
                case OperationStatus.NeedMoreData: throw new UnreadableBodyException("The answer's brotli is truncated", mayRecover: true);
                case OperationStatus.InvalidData: throw new UnreadableBodyException("The answer is not valid brotli", mayRecover: true);
            }
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> body) => MemoryMarshal.TryGetArray(body, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(body.ToArray(), writable: false);
}

using System.IO.Compression;
using System.Text;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Bodies in the content codings that the client asks for.</summary>
internal static class Compressed
{
    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes) => Compress(bytes, static output => new GZipStream(output, CompressionLevel.Optimal));

    public static byte[] Brotli(string text) => Brotli(Encoding.UTF8.GetBytes(text));

    public static byte[] Brotli(byte[] bytes) => Compress(bytes, static output => new BrotliStream(output, CompressionLevel.Optimal));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> wrap)
    {
        using var output = new MemoryStream();
        using (var compressor = wrap(output)) compressor.Write(bytes);
        return output.ToArray();
    }
}

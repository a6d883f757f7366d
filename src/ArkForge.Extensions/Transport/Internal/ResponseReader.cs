using System.Net.Http.Headers;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>Makes the result of a call out of a successful answer.</summary>
/// <exception cref="JsonReadException">The body is not what it should be.</exception>
internal delegate T ResponseReader<out T>(HttpResponseMessage response, ReadOnlyMemory<byte> body);

/// <summary>The ways of reading an answer.</summary>
internal static class ResponseReaders
{
    /// <summary>The body does not matter: empty, or anything.</summary>
    public static readonly ResponseReader<bool> Nothing = static (_, _) => true;

    /// <summary>The body is a model, bare or in an envelope.</summary>
    public static ResponseReader<T> Model<T>(ResponseShape shape) => (response, body) =>
    {
        if (!IsUtf8(response.Content.Headers.ContentType)) throw new JsonReadException("is in a character set other than UTF-8");
        return ArkForgeJson.Read<T>(body, shape);
    };

    private static bool IsUtf8(MediaTypeHeaderValue? type) =>
        type?.CharSet?.Trim('"') is not { } charset
        || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}

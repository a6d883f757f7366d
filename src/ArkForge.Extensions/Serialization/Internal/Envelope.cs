using System.Text.Json;
using System.Text.Unicode;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Where in a body the payload stands, and where its metadata, if they stand beside it.</summary>
internal readonly record struct Envelope(Range Payload, Range? Metadata)
{
    private const int MaxDepth = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Checks the whole body by the strict grammar of RFC 8259 and finds the payload on the way.</summary>
    /// <exception cref="JsonReadException">The body is empty, not JSON, nested too deep, or goes on after its end.</exception>
    public static Envelope Open(ReadOnlySpan<byte> body, ResponseShape shape)
    {
        var start = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var json = body[start..];
        if (json.IndexOfAnyExcept(" \t\r\n"u8) < 0) throw new JsonReadException("is empty");
        if (!Utf8.IsValid(json)) throw new JsonReadException("is not UTF-8");

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var envelope = Unwrap(ref reader, shape, isData: false);
            reader.Read();
            return envelope.MovedBy(start);
        }
        catch (JsonException e)
        {
            // The original message quotes what it stumbled over.
            throw new JsonReadException("is not valid JSON", line: e.LineNumber + 1);
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair in it passes the grammar, but can be compared with nothing.
            throw new JsonReadException("has a name that is not Unicode");
        }
    }

    private static Envelope Unwrap(ref Utf8JsonReader reader, ResponseShape shape, bool isData)
    {
        var start = (int)reader.TokenStartIndex;
        Envelope? data = null, inner = null;
        Range? metadata = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (namesData, namesInner, namesMetadata) =
                    (!isData && reader.ValueTextEquals("data"u8), NamesInner(ref reader, shape), reader.ValueTextEquals("metadata"u8));
                reader.Read();
                if (namesData) data = Unwrap(ref reader, shape, isData: true);
                else if (namesInner) inner = Pass(ref reader);
                else if (namesMetadata && reader.TokenType == JsonTokenType.StartObject) metadata = Pass(ref reader).Payload;
                else reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        var payload = data ?? inner;
        return payload is { } found
            ? found with { Metadata = found.Metadata ?? metadata }
            : new(new(start, (int)reader.BytesConsumed), null);
    }

    private static bool NamesInner(ref Utf8JsonReader reader, ResponseShape shape)
    {
        foreach (var name in shape.InnerNames)
        {
            if (reader.ValueTextEquals(name)) return true;
        }

        return false;
    }

    private static Envelope Pass(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(new(start, (int)reader.BytesConsumed), null);
    }

    private Envelope MovedBy(int offset) => new(Moved(Payload, offset), Metadata is { } metadata ? Moved(metadata, offset) : null);

    private static Range Moved(Range range, int offset) => new(range.Start.Value + offset, range.End.Value + offset);
}

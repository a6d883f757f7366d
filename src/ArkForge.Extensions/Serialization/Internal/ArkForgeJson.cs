using System.Globalization;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>The one way in which models become JSON and JSON becomes models.</summary>
/// <remarks>
/// It stands on Newtonsoft's reader and writer alone, with formats of its own in place of the serialiser: no setting of the host reaches
/// it, and no member name can choose a type. Before that reader, which is lenient (comments, octal numbers, NaN, trailing text), sees
/// a body, <see cref="Envelope"/> has checked it strictly.
/// </remarks>
internal static class ArkForgeJson
{
    private const int MaxDepth = 64;

    /// <summary>Compact UTF-8 without a byte order mark; members that have no value are left out.</summary>
    public static byte[] Write(object value, JsonNaming naming)
    {
        using var text = new PooledTextWriter();
        using (var writer = new JsonTextWriter(text)
        {
            ArrayPool = JsonCharPool.Instance,
            AutoCompleteOnClose = false,
            CloseOutput = false,
            Culture = CultureInfo.InvariantCulture,
        })
        {
            JsonFormats.For(value.GetType()).WriteObject(writer, value, naming);
        }

        return text.ToUtf8();
    }

    /// <summary>Reads an answer out of any of its envelopes, in either spelling.</summary>
    /// <exception cref="JsonReadException">The body is not what it should be.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8Body, ResponseShape shape)
    {
        var envelope = Envelope.Open(utf8Body.Span, shape);
        var payload = ReadSlice<T>(utf8Body, envelope.Payload);
        if (envelope.Metadata is not { } beside) return payload;

        // Some services put the metadata beside the payload instead of into it.
        return payload switch
        {
            PortfolioRecommendation { Metadata: null } recommendation =>
                (T)(object)(recommendation with { Metadata = ReadMetadata(utf8Body, beside) }),
            PortfolioAnalysis { Metadata: null } analysis =>
                (T)(object)(analysis with { Metadata = ReadMetadata(utf8Body, beside) }),
            _ => payload,
        };
    }

    // The contract says nothing of what stands beside the payload: where it is not ours, it is no reason to lose the answer.
    private static RecommendationMetadata? ReadMetadata(ReadOnlyMemory<byte> body, Range slice)
    {
        try
        {
            return ReadSlice<RecommendationMetadata>(body, slice);
        }
        catch (JsonReadException)
        {
            return null;
        }
    }

    private static T ReadSlice<T>(ReadOnlyMemory<byte> body, Range slice)
    {
        using var text = new Utf8SliceReader(body[slice]);
        using var reader = new JsonTextReader(text)
        {
            ArrayPool = JsonCharPool.Instance,
            CloseInput = false,
            Culture = CultureInfo.InvariantCulture,
            DateParseHandling = DateParseHandling.None,
            MaxDepth = MaxDepth,
            PropertyNameTable = JsonNames.Table,
        };
        try
        {
            return JsonFormats.For<T>().TryRead(reader, out var value) ? value : throw new JsonReadException("has no value");
        }
        catch (JsonReadException e)
        {
            throw e.After(LinesBefore());
        }
        catch (Exception e) when (e is JsonException or System.Text.Json.JsonException)
        {
            // Its message quotes values, so it is not chained.
            throw reader.Fault("cannot be read").After(LinesBefore());
        }

        int LinesBefore() => body.Span[..slice.Start].Count((byte)'\n');
    }
}

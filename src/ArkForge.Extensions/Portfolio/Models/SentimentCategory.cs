using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>The mood of a market in words.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// A request takes the known values only.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<SentimentCategory>))]
public readonly record struct SentimentCategory : IOpenEnum<SentimentCategory>, IParsable<SentimentCategory>
{
    private static readonly string[] Known = ["very_bearish", "bearish", "neutral", "bullish", "very_bullish"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public SentimentCategory(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>very_bearish</c>: Strongly negative.</summary>
    public static SentimentCategory VeryBearish { get; } = new("very_bearish");

    /// <summary><c>bearish</c>: Negative.</summary>
    public static SentimentCategory Bearish { get; } = new("bearish");

    /// <summary><c>neutral</c>: Neither.</summary>
    public static SentimentCategory Neutral { get; } = new("neutral");

    /// <summary><c>bullish</c>: Positive.</summary>
    public static SentimentCategory Bullish { get; } = new("bullish");

    /// <summary><c>very_bullish</c>: Strongly positive.</summary>
    public static SentimentCategory VeryBullish { get; } = new("very_bullish");

    static IReadOnlyList<string> IOpenEnum<SentimentCategory>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(SentimentCategory other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static SentimentCategory Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<SentimentCategory>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SentimentCategory result) =>
        OpenEnumText.TryParse(s, out result);

    static SentimentCategory IOpenEnum<SentimentCategory>.Create(string value) => new(value);
}

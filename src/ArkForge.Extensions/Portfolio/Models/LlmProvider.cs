using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>Who runs the language model that writes the synthesis and the rationale.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// The set is open in both directions: requests may name providers that this version does not know.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<LlmProvider>))]
public readonly record struct LlmProvider : IOpenEnum<LlmProvider>, IParsable<LlmProvider>
{
    private static readonly string[] Known = ["openai", "anthropic", "xai", "mistral", "claude", "grok"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public LlmProvider(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>openai</c>: OpenAI.</summary>
    public static LlmProvider OpenAI { get; } = new("openai");

    /// <summary><c>anthropic</c>: Anthropic.</summary>
    public static LlmProvider Anthropic { get; } = new("anthropic");

    /// <summary><c>xai</c>: xAI.</summary>
    public static LlmProvider XAI { get; } = new("xai");

    /// <summary><c>mistral</c>: Mistral.</summary>
    public static LlmProvider Mistral { get; } = new("mistral");

    /// <summary><c>claude</c>: Claude, by its model name.</summary>
    public static LlmProvider Claude { get; } = new("claude");

    /// <summary><c>grok</c>: Grok, by its model name.</summary>
    public static LlmProvider Grok { get; } = new("grok");

    static IReadOnlyList<string> IOpenEnum<LlmProvider>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(LlmProvider other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static LlmProvider Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<LlmProvider>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LlmProvider result) =>
        OpenEnumText.TryParse(s, out result);

    static LlmProvider IOpenEnum<LlmProvider>.Create(string value) => new(value);
}

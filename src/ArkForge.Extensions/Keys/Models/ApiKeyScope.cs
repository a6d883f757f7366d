using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>What an API key may do.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// The set is open in both directions: requests may name scopes that this version does not know.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ApiKeyScope>))]
public readonly record struct ApiKeyScope : IOpenEnum<ApiKeyScope>, IParsable<ApiKeyScope>
{
    private static readonly string[] Known = ["read", "write", "admin"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public ApiKeyScope(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>read</c>: Read data.</summary>
    public static ApiKeyScope Read { get; } = new("read");

    /// <summary><c>write</c>: Run optimisations.</summary>
    public static ApiKeyScope Write { get; } = new("write");

    /// <summary><c>admin</c>: Manage API keys.</summary>
    public static ApiKeyScope Admin { get; } = new("admin");

    static IReadOnlyList<string> IOpenEnum<ApiKeyScope>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(ApiKeyScope other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static ApiKeyScope Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<ApiKeyScope>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ApiKeyScope result) =>
        OpenEnumText.TryParse(s, out result);

    static ApiKeyScope IOpenEnum<ApiKeyScope>.Create(string value) => new(value);
}

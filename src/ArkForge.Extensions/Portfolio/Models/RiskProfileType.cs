using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>How much risk a portfolio may take.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// A request takes the known values only.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<RiskProfileType>))]
public readonly record struct RiskProfileType : IOpenEnum<RiskProfileType>, IParsable<RiskProfileType>
{
    private static readonly string[] Known = ["conservative", "moderate", "aggressive"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public RiskProfileType(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>conservative</c>: Capital preservation first: the least volatile portfolio.</summary>
    public static RiskProfileType Conservative { get; } = new("conservative");

    /// <summary><c>moderate</c>: Balanced: the best return per unit of risk.</summary>
    public static RiskProfileType Moderate { get; } = new("moderate");

    /// <summary><c>aggressive</c>: Return first.</summary>
    public static RiskProfileType Aggressive { get; } = new("aggressive");

    static IReadOnlyList<string> IOpenEnum<RiskProfileType>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(RiskProfileType other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static RiskProfileType Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<RiskProfileType>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RiskProfileType result) =>
        OpenEnumText.TryParse(s, out result);

    static RiskProfileType IOpenEnum<RiskProfileType>.Create(string value) => new(value);
}

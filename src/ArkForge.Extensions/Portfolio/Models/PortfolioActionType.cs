using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>What to do with a holding.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<PortfolioActionType>))]
public readonly record struct PortfolioActionType : IOpenEnum<PortfolioActionType>, IParsable<PortfolioActionType>
{
    private static readonly string[] Known = ["buy", "sell", "hold"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public PortfolioActionType(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>buy</c>: Increase the holding.</summary>
    public static PortfolioActionType Buy { get; } = new("buy");

    /// <summary><c>sell</c>: Decrease the holding.</summary>
    public static PortfolioActionType Sell { get; } = new("sell");

    /// <summary><c>hold</c>: Leave the holding as it is.</summary>
    public static PortfolioActionType Hold { get; } = new("hold");

    static IReadOnlyList<string> IOpenEnum<PortfolioActionType>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(PortfolioActionType other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static PortfolioActionType Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<PortfolioActionType>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PortfolioActionType result) =>
        OpenEnumText.TryParse(s, out result);

    static PortfolioActionType IOpenEnum<PortfolioActionType>.Create(string value) => new(value);
}

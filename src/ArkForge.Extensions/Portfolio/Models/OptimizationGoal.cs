using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>What an optimisation strives for.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// A request takes the known values only.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<OptimizationGoal>))]
public readonly record struct OptimizationGoal : IOpenEnum<OptimizationGoal>, IParsable<OptimizationGoal>
{
    private static readonly string[] Known = ["sharpe", "return", "risk"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public OptimizationGoal(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>sharpe</c>: The greatest ratio of expected return to volatility.</summary>
    public static OptimizationGoal Sharpe { get; } = new("sharpe");

    /// <summary><c>return</c>: The greatest expected return.</summary>
    public static OptimizationGoal Return { get; } = new("return");

    /// <summary><c>risk</c>: The least volatility.</summary>
    public static OptimizationGoal Risk { get; } = new("risk");

    static IReadOnlyList<string> IOpenEnum<OptimizationGoal>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(OptimizationGoal other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static OptimizationGoal Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<OptimizationGoal>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OptimizationGoal result) =>
        OpenEnumText.TryParse(s, out result);

    static OptimizationGoal IOpenEnum<OptimizationGoal>.Create(string value) => new(value);
}

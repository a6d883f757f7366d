using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>How well a service, or a part of it, works.</summary>
/// <remarks>
/// An open set: a value that this version does not know is kept as it came. Values compare without regard to case.
/// </remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ServiceStatus>))]
public readonly record struct ServiceStatus : IOpenEnum<ServiceStatus>, IParsable<ServiceStatus>
{
    private static readonly string[] Known = ["ok", "degraded", "down", "unknown"];

    private readonly string? _value;

    /// <summary>Takes a value by its text; the known ones have names of their own.</summary>
    /// <param name="value">The text on the wire. A known value is brought to its known spelling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public ServiceStatus(string value) => _value = OpenEnumText.Canonical(value, Known);

    /// <summary><c>ok</c>: It works.</summary>
    public static ServiceStatus Ok { get; } = new("ok");

    /// <summary><c>degraded</c>: It works in part, or slowly.</summary>
    public static ServiceStatus Degraded { get; } = new("degraded");

    /// <summary><c>down</c>: It does not work.</summary>
    public static ServiceStatus Down { get; } = new("down");

    /// <summary><c>unknown</c>: It was not asked, or did not say.</summary>
    public static ServiceStatus Unknown { get; } = new("unknown");

    static IReadOnlyList<string> IOpenEnum<ServiceStatus>.KnownValues => Known;

    /// <summary>The text on the wire; empty when nothing was given.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether both are the same value, whatever their case.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns><see langword="true"/> when they are the same.</returns>
    public bool Equals(ServiceStatus other) => OpenEnumText.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnumText.Hash(Value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static ServiceStatus Parse(string s, IFormatProvider? provider) => OpenEnumText.Parse<ServiceStatus>(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ServiceStatus result) =>
        OpenEnumText.TryParse(s, out result);

    static ServiceStatus IOpenEnum<ServiceStatus>.Create(string value) => new(value);
}

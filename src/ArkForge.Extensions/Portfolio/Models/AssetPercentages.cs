using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Portfolio.Internal;
using ArkForge.Extensions.Serialization.Internal;

namespace ArkForge.Extensions;

/// <summary>Percentages by asset symbol (60 is 60 %), for example an allocation: <c>new() { ["BTC"] = 60, ["ETH"] = 40 }</c>.</summary>
/// <remarks>
/// Immutable once built, and equal by value. Symbols are trimmed and upper-cased, looked up without regard to case, and kept in the
/// order in which they were given.
/// </remarks>
[JsonConverter(typeof(AssetPercentagesJsonConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "Users meet it as a value; that it is a dictionary is secondary.")]
public sealed class AssetPercentages : IReadOnlyDictionary<string, decimal>, IEquatable<AssetPercentages>
{
    private readonly OrderedDictionary<string, decimal> _percentages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts empty, to be filled by an initialiser.</summary>
    public AssetPercentages()
    {
    }

    /// <summary>Copies percentages from any other collection.</summary>
    /// <param name="percentages">Symbols and their percentages.</param>
    /// <exception cref="ArgumentNullException"><paramref name="percentages"/> or one of its symbols is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">Two symbols are the same once trimmed and upper-cased.</exception>
    public AssetPercentages(IEnumerable<KeyValuePair<string, decimal>> percentages)
    {
        ArgumentNullException.ThrowIfNull(percentages);
        foreach (var (symbol, percent) in percentages)
        {
            ArgumentNullException.ThrowIfNull(symbol, nameof(percentages));
            if (!_percentages.TryAdd(AssetSymbol.Normalize(symbol), percent))
                throw new ArgumentException("Two of the symbols are the same once trimmed and upper-cased.", nameof(percentages));
        }
    }

    /// <summary>The percentage of an asset.</summary>
    /// <param name="symbol">The asset's symbol, in any case.</param>
    /// <returns>The percentage, 60 being 60 %.</returns>
    /// <exception cref="KeyNotFoundException">There is no percentage for <paramref name="symbol"/>.</exception>
    public decimal this[string symbol]
    {
        get => _percentages[symbol];
        init
        {
            ArgumentNullException.ThrowIfNull(symbol);
            _percentages[AssetSymbol.Normalize(symbol)] = value;
        }
    }

    /// <summary>The sum of all percentages; 100 for a whole portfolio.</summary>
    public decimal Total => _percentages.Values.Sum();

    /// <inheritdoc/>
    public int Count => _percentages.Count;

    /// <summary>The symbols, in the order in which they were given.</summary>
    public IEnumerable<string> Keys => _percentages.Keys;

    /// <summary>The percentages, in the order of <see cref="Keys"/>.</summary>
    public IEnumerable<decimal> Values => _percentages.Values;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _percentages.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out decimal value) => _percentages.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, decimal>> GetEnumerator() => _percentages.GetEnumerator();

    /// <summary>Whether both hold the same percentages for the same symbols, in any order.</summary>
    /// <param name="other">The percentages to compare with.</param>
    /// <returns><see langword="true"/> when they are equal.</returns>
    public bool Equals(AssetPercentages? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Count == other.Count && _percentages.All(pair => other.TryGetValue(pair.Key, out var percent) && percent == pair.Value)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AssetPercentages);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _percentages.Aggregate(Count, (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value));

    /// <summary>All percentages in one line, such as <c>BTC 60 %, ETH 40 %</c>.</summary>
    /// <returns>A text that does not depend on the culture.</returns>
    public override string ToString() =>
        string.Join(", ", _percentages.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value} %")));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

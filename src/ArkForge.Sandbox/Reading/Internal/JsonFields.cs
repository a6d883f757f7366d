using System.Globalization;
using System.Text.Json;
using ArkForge.Sandbox.Errors.Internal;

namespace ArkForge.Sandbox.Reading.Internal;

/// <summary>
/// The members of one JSON object by canonical name: riskProfile, risk_profile and RiskProfile are one. A null counts as absent, a wrong
/// type is a fault that names the path.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly FaultList _faults;

    public JsonFields(JsonElement element, string path, FaultList faults)
    {
        (_path, _faults) = (path, faults);
        if (element.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(path.Length == 0 ? "body" : path, "must be a JSON object");
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind is not JsonValueKind.Null)
                _members[Canonical(member.Name)] = member.Value;
        }
    }

    public string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    public bool Has(string name) => _members.ContainsKey(Canonical(name));

    public string? Text(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.String)
            return value.GetString();
        _faults.Add(Path(name), "must be a string");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        _faults.Add(Path(name), "must be true or false");
        return null;
    }

    public double? Number(string name, double least = double.MinValue, double most = double.MaxValue)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            && number >= least && number <= most)
            return number;
        _faults.Add(Path(name), Range("a number", least, most));
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number)
            && number == Math.Floor(number) && number >= least && number <= most)
            return (int)number;
        _faults.Add(Path(name), Range("a whole number", least, most));
        return null;
    }

    public DateTimeOffset? Timestamp(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp))
            return timestamp;
        _faults.Add(Path(name), "must be an ISO 8601 timestamp");
        return null;
    }

    public JsonFields? Object(string name) => Find(name, out var value) ? new JsonFields(value, Path(name), _faults) : null;

    /// <summary>The elements of an array member, or null where it is absent.</summary>
    public IReadOnlyList<JsonElement>? List(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.Array)
            return [.. value.EnumerateArray()];
        _faults.Add(Path(name), "must be an array");
        return null;
    }

    public IReadOnlyList<JsonFields>? Objects(string name) =>
        List(name)?.Select((element, i) => new JsonFields(element, $"{Path(name)}[{i}]", _faults)).ToArray();

    public IReadOnlyList<string>? Texts(string name)
    {
        if (List(name) is not { } elements)
            return null;
        if (elements.All(element => element.ValueKind is JsonValueKind.String))
            return [.. elements.Select(element => element.GetString()!)];
        _faults.Add(Path(name), "must hold strings only");
        return null;
    }

    /// <summary>Symbol to percentage: non-negative numbers that sum to 100 within 0.1.</summary>
    public IReadOnlyDictionary<string, decimal>? Percentages(string name)
    {
        if (!Find(name, out var value))
            return null;
        var shares = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (value.ValueKind is not JsonValueKind.Object)
        {
            _faults.Add(Path(name), "must be an object of symbol to percentage");
            return null;
        }

        foreach (var member in value.EnumerateObject())
        {
            var symbol = Symbols.Normalize(member.Name);
            if (symbol is null)
                _faults.Add(Path(name), "must not hold an empty or over-long symbol", ErrorCodes.InvalidAssets);
            else if (member.Value.ValueKind is not JsonValueKind.Number || !member.Value.TryGetDecimal(out var share) || share is < 0 or > 100.1m)
                _faults.Add($"{Path(name)}.{symbol}", "must be a percentage from 0 to 100");
            else if (!shares.TryAdd(symbol, share))
                _faults.Add($"{Path(name)}.{symbol}", "is given twice", ErrorCodes.InvalidAssets);
        }

        var sum = shares.Values.Sum();
        if (Math.Abs(sum - 100) > 0.1m)
            _faults.Add(Path(name), string.Create(CultureInfo.InvariantCulture, $"must sum to 100 (+- 0.1), not {sum:0.####}"));
        return shares;
    }

    private bool Find(string name, out JsonElement value) => _members.TryGetValue(Canonical(name), out value);

    private static string Canonical(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Range(string kind, double least, double most) => (least > double.MinValue, most < double.MaxValue) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"must be {kind} from {least} to {most}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"must be {kind} of at least {least}"),
        _ => $"must be {kind}",
    };
}

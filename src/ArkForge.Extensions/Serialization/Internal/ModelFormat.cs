using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>An object with named members. Unknown members are passed over, and <c>$type</c> and its like are among them.</summary>
internal sealed class ModelFormat<T> : JsonFormat<T>
    where T : class, new()
{
    private readonly ModelMember<T>[] _members;
    private readonly FrozenDictionary<string, int> _indexes;
    private readonly ulong _required;
    private readonly string? _flattened;

    public ModelFormat(IEnumerable<ModelMember<T>> members, string? flattened)
    {
        _members = [.. members];
        _flattened = flattened;
        _indexes = _members
            .SelectMany((member, index) => new[] { (Name: member.CamelName, index), (Name: member.SnakeName, index) })
            .DistinctBy(pair => pair.Name)
            .ToFrozenDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        foreach (var name in _indexes.Keys) JsonNames.Table.Add(name);
        for (var i = 0; i < _members.Length; i++) _required |= _members[i].IsRequired ? 1UL << i : 0;
    }

    public override bool TryRead(JsonTextReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (!reader.TryEnter(JsonToken.StartObject, "an object")) return false;
        value = new T();
        var missing = _required & ~ReadMembers(reader, value);
        return missing == 0 ? true : throw reader.MissingMember(_members[BitOperations.TrailingZeroCount(missing)].CamelName);
    }

    public override void Write(JsonTextWriter writer, T value, JsonNaming naming)
    {
        writer.WriteStartObject();
        foreach (var member in _members) member.Write(writer, value, naming);
        writer.WriteEndObject();
    }

    /// <returns>One bit for every member that had a value.</returns>
    private ulong ReadMembers(JsonTextReader reader, T model)
    {
        var found = 0UL;
        while (reader.TryNextName(out var name))
        {
            if (_indexes.TryGetValue(name, out var index))
            {
                if (_members[index].TryRead(reader, model)) found |= 1UL << index;
            }
            else if (name == _flattened)
            {
                if (reader.TryEnter(JsonToken.StartObject, "an object")) found |= ReadMembers(reader, model);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }
}

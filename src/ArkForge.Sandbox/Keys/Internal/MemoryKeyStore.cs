namespace ArkForge.Sandbox.Keys.Internal;

internal sealed class MemoryKeyStore : IKeyStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, ApiKey> _keys = [];
    private readonly Dictionary<string, List<long>> _byPrefix = new(StringComparer.Ordinal);
    private long _lastId;

    public ApiKey Insert(Func<long, ApiKey> create)
    {
        lock (_gate)
        {
            var key = create(++_lastId);
            _keys.Add(key.Id, key);
            if (!_byPrefix.TryGetValue(key.Prefix, out var ids))
                _byPrefix.Add(key.Prefix, ids = []);
            ids.Add(key.Id);
            return key;
        }
    }

    public ApiKey? Find(long id)
    {
        lock (_gate)
            return _keys.GetValueOrDefault(id);
    }

    public IReadOnlyList<ApiKey> FindByPrefix(string prefix)
    {
        lock (_gate)
            return _byPrefix.TryGetValue(prefix, out var ids) ? [.. ids.Select(id => _keys[id])] : [];
    }

    public IReadOnlyList<ApiKey> List()
    {
        lock (_gate)
            return [.. _keys.Values];
    }

    public ApiKey? Update(long id, Func<ApiKey, ApiKey> change)
    {
        lock (_gate)
            return _keys.TryGetValue(id, out var key) ? _keys[id] = change(key) : null;
    }
}

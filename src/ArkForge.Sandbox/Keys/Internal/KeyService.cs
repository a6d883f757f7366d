using System.Security.Cryptography;
using System.Text;
using ArkForge.Sandbox.Errors.Internal;

namespace ArkForge.Sandbox.Keys.Internal;

/// <summary>The life of a key: made, checked, changed, replaced, ended.</summary>
internal sealed class KeyService(IKeyStore store, TimeProvider clock)
{
    public const string KeyStart = "sk-arkforge-";
    public const int PrefixLength = 16;

    public (string FullKey, ApiKey Key) Create(string name, IReadOnlyList<string> scopes, DateTimeOffset expiresAt)
    {
        var full = KeyStart + RandomNumberGenerator.GetHexString(64, lowercase: true);
        var key = store.Insert(id => new ApiKey(id, Hash(full), full[..PrefixLength], name, scopes, clock.GetUtcNow(), expiresAt));
        return (full, key);
    }

    /// <exception cref="RefusalException">401: unknown, revoked or expired.</exception>
    public ApiKey Authenticate(string presented)
    {
        var hash = Hash(presented);
        var prefix = presented.Length < PrefixLength ? presented : presented[..PrefixLength];
        var key = store.FindByPrefix(prefix).FirstOrDefault(key => CryptographicOperations.FixedTimeEquals(key.Hash, hash));
        if (key is null || key.RevokedAt is not null)
            throw new RefusalException(401, ErrorCodes.InvalidApiKey, "The API key is unknown or revoked.");
        if (!key.IsActive(clock.GetUtcNow()))
            throw new RefusalException(401, ErrorCodes.ExpiredApiKey, "The API key has expired.");
        return key;
    }

    public IReadOnlyList<ApiKey> List() => store.List();

    public ApiKey Get(long id) => store.Find(id) ?? throw Missing(id);

    /// <summary>Ends a key; ending it again changes nothing.</summary>
    public ApiKey Revoke(long id) =>
        store.Update(id, key => key with { RevokedAt = key.RevokedAt ?? clock.GetUtcNow() }) ?? throw Missing(id);

    /// <summary>A new key with the old one's scopes and expiry; the old one ends now.</summary>
    public (string FullKey, ApiKey Key) Rotate(long id, string? name)
    {
        var now = clock.GetUtcNow();
        var replaced = false;
        var old = store.Update(id, key =>
        {
            replaced = key.IsActive(now);
            return replaced ? key with { RevokedAt = now } : key;
        }) ?? throw Missing(id);
        return replaced
            ? Create(name ?? old.Name, old.Scopes, old.ExpiresAt)
            : throw new RefusalException(409, ErrorCodes.Conflict, $"API key {id} is revoked or expired and cannot be rotated.");
    }

    public ApiKey SetScopes(long id, IReadOnlyList<string> scopes) =>
        store.Update(id, key => key with { Scopes = scopes }) ?? throw Missing(id);

    public void Record(long id, bool success, DateTimeOffset at, TimeSpan duration) =>
        store.Update(id, key => key with { Usage = key.Usage.Add(success, at, duration) });

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static RefusalException Missing(long id) => new(404, ErrorCodes.NotFound, $"There is no API key {id}.");
}

namespace ArkForge.Sandbox.Keys.Internal;

internal sealed record KeyInfo(
    long Id,
    string Prefix,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset ExpiresAt,
    bool IsActive,
    KeyUsage? Usage)
{
    public static KeyInfo Brief(ApiKey key, DateTimeOffset now) => Full(key, now) with { Usage = null };

    public static KeyInfo Full(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.Prefix, key.Name, key.Scopes, key.CreatedAt, key.Usage.LastRequestAt, key.ExpiresAt, key.IsActive(now), key.Usage);
}

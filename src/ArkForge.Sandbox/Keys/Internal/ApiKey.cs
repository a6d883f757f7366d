namespace ArkForge.Sandbox.Keys.Internal;

/// <summary>What is kept of a key: never the key itself, only its SHA-256 and its first 16 characters.</summary>
internal sealed record ApiKey(
    long Id,
    byte[] Hash,
    string Prefix,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt)
{
    public DateTimeOffset? RevokedAt { get; init; }

    public KeyUsage Usage { get; init; } = KeyUsage.None;

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

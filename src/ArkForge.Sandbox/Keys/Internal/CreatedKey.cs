namespace ArkForge.Sandbox.Keys.Internal;

internal sealed record CreatedKey(string ApiKey, long KeyId, string Prefix, string Warning)
{
    public static CreatedKey Of((string FullKey, ApiKey Key) made) => new(
        made.FullKey, made.Key.Id, made.Key.Prefix, "Store this key now: it is shown only once.");
}

namespace ArkForge.Extensions;

/// <summary>Whose quota a call spends: every distinct value has a quota of its own.</summary>
/// <param name="ClientName">Name the client was registered under; empty for the unnamed client.</param>
/// <param name="Authority">Host and port of the service, as in <see cref="Uri.Authority"/>.</param>
/// <param name="KeyId">
/// Stands for the API key and must not reveal it: a digest or the key's public id, never the key. A rotated key has a new id and so
/// starts a new quota.
/// </param>
public readonly record struct QuotaPartition(string ClientName, string Authority, string KeyId);

namespace ArkForge.Extensions.Keys.Internal;

/// <summary>The body of a revocation.</summary>
internal sealed record RevokeKeyRequest
{
    public string? Reason { get; init; }
}

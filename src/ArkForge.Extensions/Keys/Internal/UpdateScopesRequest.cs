using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions.Keys.Internal;

/// <summary>The body of a change of scopes.</summary>
internal sealed record UpdateScopesRequest
{
    [Given("the scopes that the key shall have")]
    [AnyOf<ApiKeyScope>]
    public IReadOnlyList<ApiKeyScope> Scopes { get; init; } = [];
}

using ArkForge.Extensions.Validation.Internal;

namespace ArkForge.Extensions;

/// <summary>Replaces what an API key may do.</summary>
public sealed record UpdateScopesRequest
{
    /// <summary>The scopes that the key shall have from now on; at least one.</summary>
    [Given("the scopes that the key shall have")]
    [AnyOf<ApiKeyScope>(AtLeastOne = true)]
    public IReadOnlyList<ApiKeyScope> Scopes { get; init => field = value is null ? null! : Array.AsReadOnly([.. value]); } = [];
}

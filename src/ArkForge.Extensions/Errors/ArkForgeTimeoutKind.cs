namespace ArkForge.Extensions;

/// <summary>Whose time ran out.</summary>
public enum ArkForgeTimeoutKind
{
    /// <summary>The service's: it answered 408 or 504, or <c>E_TIMEOUT</c>.</summary>
    Service,

    /// <summary>Making the connection took longer than <see cref="ArkForgeTimeoutOptions.Connect"/>.</summary>
    Connect,

    /// <summary>The last attempt took longer than <see cref="ArkForgeTimeoutOptions.Attempt"/>.</summary>
    Attempt,

    /// <summary>The call with all its attempts and waits took longer than <see cref="ArkForgeTimeoutOptions.Total"/>.</summary>
    Total,
}

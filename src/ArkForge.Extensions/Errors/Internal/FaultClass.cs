namespace ArkForge.Extensions.Errors.Internal;

/// <summary>What a failed attempt says about trying again.</summary>
internal enum FaultClass
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>The request never left: any call may be tried again.</summary>
    NotSent,

    /// <summary>The service may have carried the request out: tried again, because every write carries an idempotency key.</summary>
    Ambiguous,

    /// <summary>The service asked to wait: tried again after that.</summary>
    ToldToWait,

    /// <summary>The next attempt would fail in the same way: never tried again.</summary>
    Deterministic,
}

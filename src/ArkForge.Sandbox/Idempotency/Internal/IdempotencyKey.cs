namespace ArkForge.Sandbox.Idempotency.Internal;

/// <summary>An Idempotency-Key means something only together with the API key and the route it came on.</summary>
internal readonly record struct IdempotencyKey(long ApiKeyId, string Route, string Value);

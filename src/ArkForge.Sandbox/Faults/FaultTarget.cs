namespace ArkForge.Sandbox;

/// <summary>What a fault rule can choose requests by.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path, beginning with a slash.</param>
/// <param name="KeyId">The id of the API key; none on <c>/health</c>.</param>
public sealed record FaultTarget(string Method, string Path, long? KeyId);

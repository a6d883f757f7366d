namespace ArkForge.Sandbox.Endpoints.Internal;

/// <summary>Endpoint metadata: a key with any one of these scopes may call.</summary>
internal sealed record RequiredScope(params string[] AnyOf);

namespace ArkForge.Sandbox.Errors.Internal;

internal sealed record ErrorMetadata(string RequestId, DateTimeOffset Timestamp);

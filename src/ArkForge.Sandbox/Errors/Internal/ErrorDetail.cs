namespace ArkForge.Sandbox.Errors.Internal;

internal sealed record ErrorDetail(string Code, string Message, IReadOnlyDictionary<string, string[]> Details);

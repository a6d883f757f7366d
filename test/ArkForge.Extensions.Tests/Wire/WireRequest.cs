namespace ArkForge.Extensions.Tests.Wire;

/// <summary>A request as a server saw it.</summary>
internal sealed record WireRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

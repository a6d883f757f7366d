namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>A request as it reached the end of the corridor.</summary>
internal sealed record SentRequest(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body);

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>The provider failed, or gave what is no key.</summary>
internal sealed class ApiKeyUnavailableException(string message) : Exception(message);

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>A key provider whose key a test can change.</summary>
internal sealed class LiveKeys(LiveKey key) : IArkForgeApiKeyProvider
{
    public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new(key.Value);

    public string GetApiKey(CancellationToken cancellationToken) => key.Value;
}

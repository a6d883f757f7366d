using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Authentication.Internal;

/// <summary>The default provider: the key in the options, read anew each time so that a reload takes effect at once.</summary>
internal sealed class OptionsApiKeyProvider(string name, IOptionsMonitor<ArkForgeOptions> options) : IArkForgeApiKeyProvider
{
    public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => new(GetApiKey(cancellationToken));

    public string GetApiKey(CancellationToken cancellationToken) => options.Get(name).ApiKey ?? "";
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Tells the options of one client when any of their sources changes.</summary>
internal sealed class ConfigurationChanges(string name, IReadOnlyList<IConfiguration> sources, ILogger logger) : IOptionsChangeTokenSource<ArkForgeOptions>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => new GuardedChangeToken(new CompositeChangeToken([.. sources.Select(source => source.GetReloadToken())]), logger);
}

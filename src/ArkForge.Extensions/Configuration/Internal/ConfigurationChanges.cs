using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Tells the options of one client when any of their sections changes.</summary>
internal sealed class ConfigurationChanges(string name, IReadOnlyList<IConfigurationSection> sections) : IOptionsChangeTokenSource<ArkForgeOptions>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => new CompositeChangeToken([.. sections.Select(section => section.GetReloadToken())]);
}

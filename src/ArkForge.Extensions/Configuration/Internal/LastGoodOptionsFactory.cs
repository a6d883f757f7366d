using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Keeps the last good options when a reload of the configuration fails, and says so once.</summary>
/// <remarks>
/// The stock factory lets the failure out on the thread that saw the configuration change, and leaves the client without
/// options until the next change.
/// </remarks>
internal sealed class LastGoodOptionsFactory(
    IEnumerable<IConfigureOptions<ArkForgeOptions>> setups,
    IEnumerable<IPostConfigureOptions<ArkForgeOptions>> postSetups,
    IEnumerable<IValidateOptions<ArkForgeOptions>> validations,
    ILogger<ArkForgeOptions> logger)
    : IOptionsFactory<ArkForgeOptions>
{
    private readonly OptionsFactory<ArkForgeOptions> _inner = new(setups, postSetups, validations);
    private readonly ConcurrentDictionary<string, ArkForgeOptions> _lastGood = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _lastFault = new(StringComparer.Ordinal);

    public ArkForgeOptions Create(string name)
    {
        try
        {
            var options = _inner.Create(name);
            _lastFault.TryRemove(name, out _);
            return _lastGood[name] = options;
        }
        catch (Exception e) when (_lastGood.ContainsKey(name))
        {
            // Of anything but our own messages only the type: a binder's exception quotes values.
            var fault = e is OptionsValidationException ? e.Message : e.GetType().Name;
            if (!_lastFault.TryGetValue(name, out var said) || said != fault)
            {
                _lastFault[name] = fault;
                Log.ReloadRefused(logger, fault);
            }

            return _lastGood[name];
        }
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>A change after which the options may turn out invalid, without harm to the thread that reports the change.</summary>
/// <remarks>Only needed while there are no last good options; what is not valid then fails where the options are asked for.</remarks>
internal sealed class GuardedChangeToken(IChangeToken inner, ILogger logger) : IChangeToken
{
    public bool HasChanged => inner.HasChanged;

    public bool ActiveChangeCallbacks => inner.ActiveChangeCallbacks;

    public IDisposable RegisterChangeCallback(Action<object?> callback, object? state) => inner.RegisterChangeCallback(
        state =>
        {
            try
            {
                callback(state);
            }
            catch (OptionsValidationException e)
            {
                Log.ReloadInvalid(logger, e.Message);
            }
        },
        state);
}

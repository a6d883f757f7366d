using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Authentication.Internal;

/// <summary>The key in force now: the call's own, else the provider's.</summary>
internal sealed class ApiKeySource(IArkForgeApiKeyProvider provider)
{
    // The key hardly ever changes; whoever races to replace the last one stores an equal one.
    private volatile ApiKey? _last;

    /// <summary>Whether the key is always at hand, so that nobody need guard against waiting for it.</summary>
    public bool IsImmediate => provider is OptionsApiKeyProvider;

    public async ValueTask<ApiKey> GetAsync(string? ofCall, CancellationToken cancellationToken)
    {
        if (ofCall is not null) return Wrap(ofCall);
        try
        {
            return Wrap(await Bounded(provider.GetApiKeyAsync(cancellationToken), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (IsProviders(e, cancellationToken))
        {
            throw Unavailable(e);
        }
    }

    public ApiKey Get(string? ofCall, CancellationToken cancellationToken)
    {
        if (ofCall is not null) return Wrap(ofCall);
        try
        {
            return Wrap(provider.GetApiKey(cancellationToken));
        }
        catch (Exception e) when (IsProviders(e, cancellationToken))
        {
            throw Unavailable(e);
        }
    }

    // A provider that does not listen to its token must not hold the call up; what becomes of it later is nobody's concern.
    private static ValueTask<string> Bounded(ValueTask<string> pending, CancellationToken cancellationToken)
    {
        if (pending.IsCompleted || !cancellationToken.CanBeCanceled) return pending;
        var task = pending.AsTask();
        _ = task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return new(task.WaitAsync(cancellationToken));
    }

    // A provider that gives up by itself, as an HttpClient does at its timeout, has failed; nobody has cancelled the call.
    private static bool IsProviders(Exception e, CancellationToken cancellationToken) =>
        e is not ApiKeyUnavailableException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    // The provider's exception is not chained: what it says of the key is not in our hands.
    private static ApiKeyUnavailableException Unavailable(Exception e) => new($"The API key provider failed ({e.GetType().Name})");

    private ApiKey Wrap(string? value)
    {
        if (_last is { } last && value is not null && last.Is(value)) return last;
        if (ApiKeyFormat.FindFault(value) is { } fault) throw new ApiKeyUnavailableException($"The API key {fault}");
        return _last = new ApiKey(value!);
    }
}

using System.Collections.ObjectModel;
using System.Net;
using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Errors.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Serialization.Internal;
using ArkForge.Extensions.Validation.Internal;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>From operation and body to model or exception. Shared by both clients of a name.</summary>
internal sealed class ArkForgeTransport(
    string name, HttpClient http, ApiKeySource keys, IOptionsMonitor<ArkForgeOptions> options, TimeProvider clock)
    : IDisposable
{
    private static readonly ArkForgeRequestOptions NoSettings = new();

    public async Task<T> SendAsync<T>(
        Operation operation, string path, object? body, ResponseReader<T> read, ArkForgeRequestOptions? settings, CancellationToken cancellationToken)
    {
        var call = Begin(operation, body, settings, cancellationToken);
        try
        {
            using var request = RequestMessage.Create(call, path, body);
            call.CallerKeyId = (await CallerKeyAsync(call, cancellationToken).ConfigureAwait(false)).Id;
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var answer = await BodyReader.ReadAsync(response.Content, call.Options.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
            NoteForeign(call, response, answer);
            return Finish(call, response, answer, read);
        }
        catch (Exception e) when (e is not ArkForgeException)
        {
            throw Failed(call, e, cancellationToken);
        }
    }

    public T Send<T>(
        Operation operation, string path, object? body, ResponseReader<T> read, ArkForgeRequestOptions? settings, CancellationToken cancellationToken)
    {
        var call = Begin(operation, body, settings, cancellationToken);
        call.IsSynchronous = true;
        try
        {
            using var request = RequestMessage.Create(call, path, body);
            call.CallerKeyId = CallerKey(call, cancellationToken).Id;
            using var response = http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var answer = BodyReader.Read(response.Content, call.Options.MaxResponseBytes, cancellationToken);
            NoteForeign(call, response, answer);
            return Finish(call, response, answer, read);
        }
        catch (Exception e) when (e is not ArkForgeException)
        {
            throw Failed(call, e, cancellationToken);
        }
    }

    /// <summary>Ends the calls that are under way.</summary>
    public void Dispose() => http.Dispose();

    private CallContext Begin(Operation operation, object? body, ArkForgeRequestOptions? settings, CancellationToken cancellationToken)
    {
        settings ??= NoSettings;
        RefuseFaults(body, settings);
        cancellationToken.ThrowIfCancellationRequested();
        return new CallContext(operation, options.Get(name), settings, clock);
    }

    private static void RefuseFaults(object? body, ArkForgeRequestOptions settings)
    {
        var faults = new OrderedDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        if (body is not null)
        {
            foreach (var (path, messages) in RequestValidator.Validate(body)) faults.Add(path, messages);
        }

        foreach (var fault in RequestSettings.FindFaults(settings).GroupBy(fault => fault.Path, fault => fault.Message)) faults.Add(fault.Key, [.. fault]);
        if (faults.Count == 0) return;
        var all = faults.SelectMany(fault => fault.Value.Select(message => $"{fault.Key}: {message}"));
        throw new ArkForgeValidationException($"The request is not valid; nothing was sent. {string.Join(" | ", all)}", errors: new ReadOnlyDictionary<string, string[]>(faults));
    }

    // The pipeline bounds the call's time, but it is chosen by the key: until then the bound is kept here.
    private async ValueTask<ApiKey> CallerKeyAsync(CallContext call, CancellationToken cancellationToken)
    {
        if (keys.IsImmediate) return keys.Get(call.Settings.ApiKey, cancellationToken);
        using var timer = new CancellationTokenSource(call.Remaining is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await keys.GetAsync(call.Settings.ApiKey, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested)
        {
            throw new TimeoutRejectedException(e.Message, call.Total, e);
        }
    }

    private ApiKey CallerKey(CallContext call, CancellationToken cancellationToken)
    {
        if (keys.IsImmediate) return keys.Get(call.Settings.ApiKey, cancellationToken);
        using var timer = new CancellationTokenSource(call.Remaining is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return keys.Get(call.Settings.ApiKey, either.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested)
        {
            throw new TimeoutRejectedException(e.Message, call.Total, e);
        }
    }

    // An answer that a handler of the application made itself counts like one of the service, but no attempt has taken note of it.
    private void NoteForeign(CallContext call, HttpResponseMessage response, ReadOnlyMemory<byte> answer)
    {
        if (response.Content is BufferedContent) return;
        call.Answered(response, RateLimitHeaders.Read(response.Headers, response.StatusCode, clock.GetUtcNow()));
        call.Error = response.IsSuccessStatusCode ? null : ErrorBodyReader.TryRead(answer);
    }

    private static T Finish<T>(CallContext call, HttpResponseMessage response, ReadOnlyMemory<byte> answer, ResponseReader<T> read)
    {
        if (!response.IsSuccessStatusCode && !IsRevoked(call, response.StatusCode)) throw ErrorMap.FromAnswer(call, answer);
        T result;
        try
        {
            result = read(response, answer);
        }
        catch (JsonReadException e)
        {
            throw ErrorMap.FromUnreadable(call, e.Message, answer);
        }

        try
        {
            call.Settings.OnResponse?.Invoke(ResponseInfo.Of(call, response));
        }
        catch (Exception e)
        {
            throw ErrorMap.FromCallback(call, e);
        }

        return result;
    }

    // An attempt whose answer was lost may have revoked the key: then there is nothing left to find.
    private static bool IsRevoked(CallContext call, HttpStatusCode status) =>
        call is { WasAmbiguous: true } && call.Operation == Operation.RevokeKey && status == HttpStatusCode.NotFound;

    private static Exception Failed(CallContext call, Exception failure, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException($"{call.Operation.Name} was cancelled by the caller", ErrorMap.CauseOf(failure), cancellationToken)
            : ErrorMap.FromFailure(call, failure);
}

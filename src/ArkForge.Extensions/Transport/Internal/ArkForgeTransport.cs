using System.Collections.ObjectModel;
using System.Net;
using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Errors.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Serialization.Internal;
using ArkForge.Extensions.Validation.Internal;
using Microsoft.Extensions.Options;

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
            var key = keys.GetAsync(call.Settings.ApiKey, cancellationToken);
            // A provider that hangs must not hang the call for longer than the call may take.
            call.CallerKeyId = (key.IsCompleted
                ? await key.ConfigureAwait(false)
                : await key.AsTask().WaitAsync(call.Remaining is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellationToken).ConfigureAwait(false)).Id;
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
            call.CallerKeyId = keys.Get(call.Settings.ApiKey, cancellationToken).Id;
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
        var faults = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        if (body is not null)
        {
            foreach (var (path, messages) in RequestValidator.Validate(body)) faults.Add(path, messages);
        }

        foreach (var fault in RequestSettings.FindFaults(settings).GroupBy(fault => fault.Path, fault => fault.Message)) faults.Add(fault.Key, [.. fault]);
        if (faults.Count == 0) return;
        var all = faults.SelectMany(fault => fault.Value.Select(message => $"{fault.Key}: {message}"));
        throw new ArkForgeValidationException($"The request is not valid; nothing was sent. {string.Join(" | ", all)}", errors: new ReadOnlyDictionary<string, string[]>(faults));
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

        call.Settings.OnResponse?.Invoke(ResponseInfo.Of(call, response));
        return result;
    }

    // An attempt whose answer was lost may have revoked the key: then there is nothing left to find.
    private static bool IsRevoked(CallContext call, HttpStatusCode status) =>
        call is { WasAmbiguous: true } && call.Operation == Operation.RevokeKey && status == HttpStatusCode.NotFound;

    private static Exception Failed(CallContext call, Exception failure, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException($"{call.Operation.Name} was cancelled by the caller", failure, cancellationToken)
            : ErrorMap.FromFailure(call, failure);
}

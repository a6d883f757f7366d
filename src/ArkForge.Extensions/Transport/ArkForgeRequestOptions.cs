using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions;

/// <summary>What one call does differently from the client's settings. Immutable, so one instance may serve many calls.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record ArkForgeRequestOptions
{
    /// <summary>The longest this call may take, with all attempts and waits.</summary>
    /// <value><see langword="null"/> by default: <see cref="ArkForgeTimeoutOptions.Total"/>. Else above 0, at most 24 h.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The idempotency key of this call: a repeated call with the same key and request is carried out once.</summary>
    /// <value><see langword="null"/> by default: a new random one. Else 1 to 255 visible ASCII characters.</value>
    /// <remarks>
    /// Give one when the call may be repeated by another process, such as the id of the order behind it. The key of a failed
    /// call is <see cref="ArkForgeException.IdempotencyKey"/>. Calls that only read carry none.
    /// </remarks>
    public string? IdempotencyKey { get; init; }

    /// <summary>Additional request headers.</summary>
    /// <value><see langword="null"/> by default: none. Headers that the client sets itself are refused.</value>
    [JsonIgnore]
    [IgnoreDataMember]
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The API key of this call, in place of the client's.</summary>
    /// <value><see langword="null"/> by default: the client's key.</value>
    /// <remarks>The call then spends the quota of this key.</remarks>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? ApiKey { get; init; }

    /// <summary>Called once with what the wire said about this call, before a successful call returns.</summary>
    /// <value><see langword="null"/> by default.</value>
    /// <remarks>
    /// A failed call says the same on its <see cref="ArkForgeException"/>. It must not throw: that fails a call which the service has
    /// carried out, and loses its result.
    /// </remarks>
    [JsonIgnore]
    [IgnoreDataMember]
    public Action<ArkForgeResponseInfo>? OnResponse { get; init; }

    /// <summary>The options in one line, the API key by its first 16 characters and of the headers only the names.</summary>
    /// <returns>The options for a log or a debugger.</returns>
    public override string ToString() =>
        $"ArkForgeRequestOptions {{ Timeout = {Timeout:c}, IdempotencyKey = {Redaction.Text(IdempotencyKey)}, " +
        $"Headers = [{string.Join(", ", Headers?.Keys ?? [])}], ApiKey = {Redaction.Key(ApiKey)} }}";
}

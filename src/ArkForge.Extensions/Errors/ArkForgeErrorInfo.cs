using System.Net;

namespace ArkForge.Extensions;

/// <summary>What is known about a failed call: the facts behind every <see cref="ArkForgeException"/>.</summary>
/// <remarks>Public so that tests of an application can build the exceptions its handlers must cope with.</remarks>
public sealed record ArkForgeErrorInfo
{
    /// <summary>The service's error code, such as <c>E_RATE_LIMIT</c>; <see langword="null"/> if it named none.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status of the last answer; <see langword="null"/> if there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's id of the last request, to be quoted to support; <see langword="null"/> if none was seen.</summary>
    public string? RequestId { get; init; }

    /// <summary>How many attempts this call made: requests on the wire, and tries that found no connection.</summary>
    /// <value>0 when the call was refused before anything was sent.</value>
    public int Attempts { get; init; }

    /// <summary>The time from the start of the call to its failure, waits included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The idempotency key of the call: repeating the call with it cannot carry the request out twice.</summary>
    /// <value><see langword="null"/> for calls that only read.</value>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long to wait before trying again, if the service or the quota said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed later without a change.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the service may have carried the request out although the call failed.</summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>The quota of the API key as last reported; <see langword="null"/> if the service reported none.</summary>
    public QuotaSnapshot? Quota { get; init; }

    /// <summary>The beginning of the answer's body with secrets blanked; <see langword="null"/> if there was none.</summary>
    public string? BodyExcerpt { get; init; }

    /// <summary>The service's <c>error.details</c> as plain values: strings, numbers, booleans, lists and dictionaries.</summary>
    public object? Details { get; init; }
}

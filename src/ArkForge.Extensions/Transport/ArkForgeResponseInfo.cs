using System.Net;

namespace ArkForge.Extensions;

/// <summary>What the wire said about one successful call. Get it through <see cref="ArkForgeRequestOptions.OnResponse"/>.</summary>
public sealed record ArkForgeResponseInfo
{
    /// <summary>The service's id of the request, to be quoted to support; <see langword="null"/> if it named none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>How many attempts the call made: requests on the wire, and tries that found no connection.</summary>
    /// <value>1 or more.</value>
    public int Attempts { get; init; }

    /// <summary>The time from the start of the call to its answer, waits included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The idempotency key the call carried; <see langword="null"/> for calls that only read.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The quota of the API key as this answer reported it; <see langword="null"/> if it did not.</summary>
    public QuotaSnapshot? Quota { get; init; }

    /// <summary>The headers of the answer. Names are compared without regard to case; values of a repeated header are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}

namespace ArkForge.Extensions.Tests.Chaos.Support;

/// <summary>What a request may meet in a <see cref="SimulatedService"/>.</summary>
internal enum SimulatedFault
{
    None,

    /// <summary>No connection: the request never left.</summary>
    NotConnected,

    /// <summary>The connection breaks before the service has read the request, which it has counted all the same.</summary>
    LostRequest,

    /// <summary>Carried out, but the answer is lost.</summary>
    LostAnswer,

    /// <summary>No answer until the client gives up.</summary>
    Hang,

    InternalError,

    /// <summary>503 with a Retry-After that fits the call, or one that does not.</summary>
    Unavailable,

    /// <summary>429 without any quota header.</summary>
    Throttled,

    /// <summary>200 with a page of HTML.</summary>
    Garbage,

    /// <summary>Carried out; the body breaks off.</summary>
    TornBody,
}

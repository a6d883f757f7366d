using ArkForge.Sandbox.Endpoints.Internal;
using ArkForge.Sandbox.Faults.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox;

/// <summary>One way in which the sandbox breaks an answer. Make one here, give it to <see cref="ArkForgeSandbox.Faults"/>.</summary>
public abstract class Fault
{
    private protected Fault()
    {
    }

    /// <summary>An error answer; the request is not carried out.</summary>
    /// <param name="status">The HTTP status, 300 to 599.</param>
    /// <param name="errorCode">The code in the body; by default the contract's for that status.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header as it stands, sensible or not; none by default.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">A value is out of range or holds a control character.</exception>
    public static Fault Status(int status, string? errorCode = null, string? retryAfter = null) =>
        new StatusFault(status, errorCode, retryAfter);

    /// <summary>The request waits this long of the sandbox's clock before it is carried out.</summary>
    /// <param name="delay">How long, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Fault Latency(TimeSpan delay) => new LatencyFault(delay);

    /// <summary>The connection is reset before any answer; the request is not carried out.</summary>
    /// <returns>The fault.</returns>
    public static Fault ResetBeforeHeaders() => new DroppedFault(carriedOut: false);

    /// <summary>The request is carried out and recorded, then the connection is reset without an answer.</summary>
    /// <returns>The fault.</returns>
    public static Fault LostResponse() => new DroppedFault(carriedOut: true);

    /// <summary>The request is carried out; the connection ends after the headers.</summary>
    /// <returns>The fault.</returns>
    public static Fault CutAfterHeaders() => new PartialBodyFault(share: 0, stall: false);

    /// <summary>The request is carried out; the connection ends half-way through the body.</summary>
    /// <returns>The fault.</returns>
    public static Fault TruncatedBody() => new PartialBodyFault(share: 0.5, stall: false);

    /// <summary>The request is carried out; half the body comes, then nothing until the caller gives up.</summary>
    /// <returns>The fault.</returns>
    public static Fault StalledBody() => new PartialBodyFault(share: 0.5, stall: true);

    /// <summary>The request is carried out; the body comes byte by byte (slow-loris).</summary>
    /// <param name="interval">Time of the sandbox's clock before each byte, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is negative.</exception>
    public static Fault SlowBody(TimeSpan interval) => new SlowBodyFault(interval);

    /// <summary>The request is carried out; the right body comes under a wrong content type.</summary>
    /// <param name="contentType">The <c>Content-Type</c> header.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">It holds a control character.</exception>
    public static Fault ContentType(string contentType = "text/html") => new ContentTypeFault(contentType);

    /// <summary>The request is carried out; the body is no JSON, though it says so.</summary>
    /// <returns>The fault.</returns>
    public static Fault GarbageJson() => new GarbageFault();

    /// <summary>The request is carried out; the <c>Date</c> and <c>X-RateLimit-Reset</c> headers come from a clock that is off.</summary>
    /// <param name="offset">How far off, into the future if positive.</param>
    /// <returns>The fault.</returns>
    public static Fault SkewedClock(TimeSpan offset) => new SkewedClockFault(offset);

    internal virtual TimeSpan ClockOffset => TimeSpan.Zero;

    /// <summary>Stands where the request would be carried out.</summary>
    internal virtual Task RunAsync(HttpContext context, RequestDelegate next, TimeProvider clock) => next(context);

    /// <summary>Stands where the body would be sent; the headers are set but not sent.</summary>
    internal virtual Task WriteAsync(HttpContext context, Answer answer, TimeProvider clock) =>
        context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
}

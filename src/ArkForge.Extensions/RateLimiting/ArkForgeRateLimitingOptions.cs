using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions;

/// <summary>How the client keeps within the service's quota.</summary>
/// <remarks>
/// The client reads the quota from the service's answers and holds attempts back that would be refused; there is no limit to
/// configure here. Services that send no quota headers are not limited beyond <see cref="InitialPermits"/> at the start.
/// </remarks>
public sealed class ArkForgeRateLimitingOptions
{
    /// <summary>Whether attempts are held back while the quota is used up.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    /// <remarks>
    /// When off, every attempt goes out at once; answers with status 429 are then left to the retries alone.
    /// </remarks>
    public bool Enabled { get; set; } = true;

    /// <summary>Longest time an attempt waits for a permit.</summary>
    /// <value>0 seconds to 1 day. The default is 1 minute, as long as an attempt may take.</value>
    /// <remarks>
    /// An attempt that is known to have to wait longer fails at once with <c>ArkForgeRateLimitException</c>, whose <c>RetryAfter</c>
    /// says when to come back. The call's total timeout bounds the wait as well. With 0 no attempt ever waits.
    /// </remarks>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00 (never wait) to 1.00:00:00, written hh:mm:ss")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many attempts may be under way before the service's first answer tells the quota.</summary>
    /// <value>1 to 10,000 attempts. The default is 8.</value>
    /// <remarks>
    /// A small number keeps a cold start from overrunning a nearly spent quota; further attempts wait for the first answer. Against a
    /// service without quota headers each answer allows one attempt more, which doubles the number every round trip.
    /// </remarks>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000 attempts")]
    public int InitialPermits { get; set; } = 8;

    /// <summary>How long the quota of a key that is no longer used is remembered.</summary>
    /// <value>1 second to 1 day. The default is 10 minutes, counted from the end of the key's last quota window.</value>
    /// <remarks>Bounds the memory of processes that see many keys; a key that comes back later makes a cold start.</remarks>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:01 to 1.00:00:00, written hh:mm:ss")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);
}

using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions;

/// <summary>When the client stops calling a service that keeps failing. One breaker per host and API key.</summary>
/// <remarks>
/// Only connection failures and 5xx answers count as failures: a used-up quota (429) or a timeout does not open it.
/// The settings are read when a host and API key are first called.
/// </remarks>
public sealed class ArkForgeCircuitBreakerOptions
{
    /// <summary>Whether there is a circuit breaker.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The share of failed attempts in <see cref="SamplingDuration"/> at which the circuit opens.</summary>
    /// <value>0.5 by default; 0.01 to 1.</value>
    [Range(0.01, 1.0, ErrorMessage = "must be from 0.01 to 1")]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>How many attempts there must be in <see cref="SamplingDuration"/> before the circuit can open.</summary>
    /// <value>20 by default; 2 to 1,000,000.</value>
    [Range(2, 1_000_000, ErrorMessage = "must be from 2 to 1000000 attempts")]
    public int MinimumThroughput { get; set; } = 20;

    /// <summary>The time over which the failure ratio is taken.</summary>
    /// <value>30 s by default; 0.5 s to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00.5 to 01:00:00, written hh:mm:ss")]
    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the circuit stays open before one attempt probes the service (half-open).</summary>
    /// <value>5 s by default; 0.5 s to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00.5 to 01:00:00, written hh:mm:ss")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);
}

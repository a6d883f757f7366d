using Microsoft.Extensions.Logging;

namespace ArkForge.Sandbox;

/// <summary>How a sandbox starts.</summary>
public sealed class ArkForgeSandboxOptions
{
    /// <summary>The TCP port on 127.0.0.1, 0 to 65535; 0 takes a free one.</summary>
    /// <value>0.</value>
    public int Port { get; set; }

    /// <summary>Seed of the simulated market: the same seed gives the same prices on every machine.</summary>
    /// <value>1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>Seed of the probabilities in <see cref="ArkForgeSandbox.Faults"/>.</summary>
    /// <value>1.</value>
    public int FaultSeed { get; set; } = 1;

    /// <summary>The clock of everything the sandbox does: quota windows, expiry, timestamps, the <c>Date</c> header.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The tier of every key, the admin key included.</summary>
    /// <value><see cref="SandboxTier.Enterprise"/>.</value>
    public SandboxTier Tier { get; set; } = SandboxTier.Enterprise;

    /// <summary>Requests per key and window in place of the tier's, at least 0.</summary>
    /// <value>None: the tier's 100, 1000 or 5000.</value>
    public int? QuotaLimit { get; set; }

    /// <summary>Length of a quota window, greater than zero.</summary>
    /// <value>One hour.</value>
    /// <remarks>A key's window begins with its first request and is followed by the next with the first request after its end.</remarks>
    public TimeSpan QuotaWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Largest request body in bytes, greater than zero; a larger one is answered with 413.</summary>
    /// <value>16 MiB.</value>
    public long MaxRequestBodySize { get; set; } = 16 * 1024 * 1024;

    /// <summary>Adds loggers; without it the sandbox logs nothing.</summary>
    /// <value>None.</value>
    public Action<ILoggingBuilder>? Logging { get; set; }

    internal int Limit => QuotaLimit ?? Tier switch
    {
        SandboxTier.Free => 100,
        SandboxTier.Pro => 1000,
        _ => 5000,
    };

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfNegative(Limit, nameof(QuotaLimit));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(QuotaWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxRequestBodySize, 0);
        if (!Enum.IsDefined(Tier))
            throw new ArgumentOutOfRangeException(nameof(Tier), Tier, "Not a tier.");
    }
}

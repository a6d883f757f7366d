using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions;

/// <summary>When and how often a failed attempt is repeated.</summary>
/// <remarks>
/// The delay before attempt n + 1 is <c>min(BaseDelay x 2^(n-1), MaxDelay)</c>: 1 s, 2 s, 4 s ... by default. A longer
/// <c>Retry-After</c> of the service wins over it. A wait that does not fit into the call's remaining time is not begun.
/// </remarks>
public sealed class ArkForgeRetryOptions
{
    /// <summary>How many attempts a call makes at most, the first one included.</summary>
    /// <value>3 by default; 1 (never retry) to 20.</value>
    [Range(1, 20, ErrorMessage = "must be from 1 (never retry) to 20")]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The delay before the second attempt; it doubles with each further one.</summary>
    /// <value>1 s by default; 0 to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00 to 01:00:00, written hh:mm:ss")]
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest computed delay; a <c>Retry-After</c> of the service may be longer.</summary>
    /// <value>30 s by default; 0 to 1 h, and no less than <see cref="BaseDelay"/>.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00 to 01:00:00, written hh:mm:ss")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether each computed delay is multiplied with a random factor from 0.5 to 1, so that callers do not retry in step.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool UseJitter { get; set; } = true;

    /// <summary>The capacity of the retry budget, in tokens, shared by all calls of a client with one API key.</summary>
    /// <value>500 by default; 0 (never retry) to 1,000,000.</value>
    /// <remarks>
    /// A retry takes 14 tokens, one the service asked to wait for 5; a success gives 1 back, a success after retries what its
    /// last retry took. Without tokens there is no retry, so that an outage is not multiplied.
    /// </remarks>
    [Range(0, 1_000_000, ErrorMessage = "must be from 0 (never retry) to 1000000 tokens")]
    public int BudgetCapacity { get; set; } = 500;

    /// <summary>The retry settings in one line.</summary>
    /// <returns>The settings for a log or a debugger.</returns>
    public override string ToString() => $"{MaxAttempts} x {BaseDelay:c}";
}

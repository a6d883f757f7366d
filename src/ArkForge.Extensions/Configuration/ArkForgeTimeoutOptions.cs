using System.ComponentModel.DataAnnotations;

namespace ArkForge.Extensions;

/// <summary>How long an attempt and a call may take. In configuration: <c>hh:mm:ss</c>.</summary>
public sealed class ArkForgeTimeoutOptions
{
    /// <summary>The longest one attempt may take, from sending the request to the last byte of the answer.</summary>
    /// <value>60 s by default; 1 ms to 1 h.</value>
    /// <remarks>Waiting for a permit of the quota is not part of it.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00.001 to 01:00:00, written hh:mm:ss")]
    public TimeSpan Attempt { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest a whole call may take, with all attempts, waits between them and waits for the quota.</summary>
    /// <value>5 min by default; 1 ms to 24 h, and no less than <see cref="Attempt"/>.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00.001 to 1.00:00:00, written hh:mm:ss")]
    public TimeSpan Total { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest making a connection may take.</summary>
    /// <value>10 s by default; 1 ms to 1 h.</value>
    /// <remarks>Read once, when the first call is made.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "must be from 00:00:00.001 to 01:00:00, written hh:mm:ss")]
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The timeouts in one line.</summary>
    /// <returns>The timeouts for a log or a debugger.</returns>
    public override string ToString() => $"{Attempt:c} / {Total:c}";
}

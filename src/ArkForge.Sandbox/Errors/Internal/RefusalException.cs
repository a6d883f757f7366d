namespace ArkForge.Sandbox.Errors.Internal;

/// <summary>An answer that is not a success: thrown anywhere, written in one place.</summary>
internal sealed class RefusalException(
    int status,
    string code,
    string message,
    IReadOnlyDictionary<string, string[]>? details = null) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public IReadOnlyDictionary<string, string[]> Details { get; } = details ?? new Dictionary<string, string[]>();

    /// <summary>The Retry-After header, as it is to be sent.</summary>
    public string? RetryAfter { get; init; }
}

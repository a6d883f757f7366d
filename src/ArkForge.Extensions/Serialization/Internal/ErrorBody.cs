namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>What an error answer says, in whichever form it says it.</summary>
internal sealed record ErrorBody
{
    /// <summary>The service's code, such as <c>E_RATE_LIMIT</c>.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Plain values: text, decimal, bool, null, lists and dictionaries of them. The caller redacts them.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();

    /// <summary>The faults of single members, as the problem details of ASP.NET list them.</summary>
    public IReadOnlyDictionary<string, string[]> Faults { get; init; } = new Dictionary<string, string[]>();
}

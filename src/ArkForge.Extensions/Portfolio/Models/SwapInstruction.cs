using System.Text.Json.Serialization;

namespace ArkForge.Extensions;

/// <summary>A trade of one asset for another.</summary>
public sealed record SwapInstruction
{
    /// <summary>The kind of the instruction.</summary>
    /// <value><c>swap</c>.</value>
    public string Type { get; init; } = "swap";

    /// <summary>The symbol of what to give.</summary>
    [JsonRequired]
    public string FromToken { get; init; } = "";

    /// <summary>How much of it to give, in units of the budget.</summary>
    [JsonRequired]
    public decimal FromAmount { get; init; }

    /// <summary>The symbol of what to get.</summary>
    [JsonRequired]
    public string ToToken { get; init; } = "";

    /// <summary>How much of it to get, in units of the budget.</summary>
    [JsonRequired]
    public decimal ToAmount { get; init; }

    /// <summary>Why; empty when the service did not say.</summary>
    public string Reason { get; init; } = "";
}

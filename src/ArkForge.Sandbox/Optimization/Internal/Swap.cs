namespace ArkForge.Sandbox.Optimization.Internal;

internal sealed record Swap(string Type, string FromToken, decimal FromAmount, string ToToken, decimal ToAmount, string Reason);

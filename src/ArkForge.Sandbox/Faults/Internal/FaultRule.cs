namespace ArkForge.Sandbox.Faults.Internal;

/// <summary>A fault with its condition: the next so many matches, or each match with some probability.</summary>
internal sealed class FaultRule(Fault fault, Func<FaultTarget, bool>? match, int? count, double probability)
{
    private int? _left = count;

    public bool IsSpent => _left == 0;

    /// <summary>The fault if it strikes this request. A probability is drawn for matching requests only, so others cannot shift the sequence.</summary>
    public Fault? Draw(FaultTarget target, Func<double> random)
    {
        if (IsSpent || match?.Invoke(target) == false || (_left is null && random() >= probability))
            return null;
        _left--;
        return fault;
    }
}

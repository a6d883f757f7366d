namespace ArkForge.Sandbox.Markets.Internal;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014): its sequence is defined by the paper, so a seed means the same on every runtime.
/// </summary>
internal sealed class SplitMix(ulong state)
{
    private ulong _state = state;

    public double NextUnit()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());
}

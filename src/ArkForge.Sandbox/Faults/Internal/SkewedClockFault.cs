namespace ArkForge.Sandbox.Faults.Internal;

internal sealed class SkewedClockFault(TimeSpan offset) : Fault
{
    internal override TimeSpan ClockOffset => offset;
}

namespace ArkForge.Extensions.Calls.Internal;

/// <summary>A body that cannot be used: too large, in an unknown coding, or damaged.</summary>
/// <param name="message">What is wrong with it; never its content.</param>
/// <param name="mayRecover">Whether another attempt may bring a sound one.</param>
internal sealed class UnreadableBodyException(string message, bool mayRecover) : Exception(message)
{
    public bool MayRecover => mayRecover;
}

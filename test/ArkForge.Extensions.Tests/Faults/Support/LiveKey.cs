namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>The key that <see cref="LiveKeys"/> gives.</summary>
internal sealed class LiveKey(string value)
{
    private volatile string _value = value;

    public string Value
    {
        get => _value;
        set => _value = value;
    }
}

namespace ArkForge.Extensions.Resilience.Internal;

/// <summary>The tokens that retries cost and successes give back, so that an outage is not multiplied by retries.</summary>
internal sealed class RetryBudget(int capacity)
{
    public const int RetryCost = 14;
    public const int ToldToWaitCost = 5;
    private const int SuccessGain = 1;

    private readonly Lock _lock = new();
    private int _capacity = capacity;
    private int _tokens = capacity;

    public int Tokens
    {
        get
        {
            lock (_lock) return Math.Max(0, _tokens);
        }
    }

    public bool TrySpend(int cost, int newCapacity)
    {
        lock (_lock)
        {
            Resize(newCapacity);
            if (_tokens < cost) return false;
            _tokens -= cost;
            return true;
        }
    }

    /// <summary>Pays a success in.</summary>
    /// <param name="lastCost">What the call's last retry cost; 0 if it had none.</param>
    public void Succeed(int lastCost)
    {
        lock (_lock) _tokens = Math.Min(_capacity, _tokens + (lastCost > 0 ? lastCost : SuccessGain));
    }

    // A reloaded capacity applies at once; what has been spent stays spent, as a debt if need be.
    private void Resize(int newCapacity)
    {
        _tokens = Math.Min(newCapacity, _tokens + newCapacity - _capacity);
        _capacity = newCapacity;
    }
}

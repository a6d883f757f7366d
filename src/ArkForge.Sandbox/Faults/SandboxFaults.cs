using ArkForge.Sandbox.Faults.Internal;
using ArkForge.Sandbox.Markets.Internal;

namespace ArkForge.Sandbox;

/// <summary>What the sandbox breaks, and when.</summary>
/// <remarks>
/// Faults strike after authentication and quota: a faulty answer has used quota, and a request refused for its key, its scope, its quota or its
/// content type meets none. The first rule that strikes wins. Probabilities are drawn from
/// <see cref="ArkForgeSandboxOptions.FaultSeed"/>, so the same requests in the same order meet the same faults.
/// </remarks>
public sealed class SandboxFaults
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private readonly SplitMix _random;
    private long _injected;

    internal SandboxFaults(int seed) => _random = new SplitMix((ulong)seed);

    /// <summary>Faults that struck so far.</summary>
    public long Injected => Interlocked.Read(ref _injected);

    /// <summary>The next requests meet a fault.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="fault">What they meet.</param>
    /// <param name="match">Which requests count; all by default. Called under a lock, so it must be quick.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public void Next(int count, Fault fault, Func<FaultTarget, bool>? match = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Add(new FaultRule(fault ?? throw new ArgumentNullException(nameof(fault)), match, count, 1));
    }

    /// <summary>From now on, each request meets a fault with some probability.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="fault">What it meets.</param>
    /// <param name="match">Which requests count; all by default. Called under a lock, so it must be quick.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not within 0 and 1.</exception>
    public void WithProbability(double probability, Fault fault, Func<FaultTarget, bool>? match = null)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is from 0 to 1.");
        Add(new FaultRule(fault ?? throw new ArgumentNullException(nameof(fault)), match, null, probability));
    }

    /// <summary>Withdraws all rules; answers under way keep their fault.</summary>
    public void Clear()
    {
        lock (_gate)
            _rules.Clear();
    }

    internal Fault? Draw(FaultTarget target)
    {
        lock (_gate)
        {
            foreach (var rule in _rules)
            {
                if (rule.Draw(target, _random.NextUnit) is not { } fault)
                    continue;
                _ = Interlocked.Increment(ref _injected);
                if (rule.IsSpent)
                    _rules.Remove(rule);
                return fault;
            }

            return null;
        }
    }

    private void Add(FaultRule rule)
    {
        lock (_gate)
            _rules.Add(rule);
    }
}

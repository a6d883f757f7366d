using ArkForge.Extensions.Errors.Internal;
using ArkForge.Extensions.Resilience.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>Delays, decisions and the budget, over all their settings.</summary>
public sealed class RetryFuzzTests
{
    private const int Cases = 5_000;

    private static readonly Gen<TimeSpan> UpToAnHour = Gen.Long[0, TimeSpan.TicksPerHour].Select(TimeSpan.FromTicks);
    private static readonly Gen<TimeSpan?> Asked = Gen.Nullable(Gen.Long[0, TimeSpan.TicksPerDay].Select(TimeSpan.FromTicks));

    private static readonly Gen<ArkForgeRetryOptions> Settings = Gen.Select(Gen.Int[1, 20], UpToAnHour, UpToAnHour, Gen.Bool, Gen.Int[0, 1_000_000])
        .Select((attempts, least, most, jitter, capacity) =>
            new ArkForgeRetryOptions { MaxAttempts = attempts, BaseDelay = least, MaxDelay = most, UseJitter = jitter, BudgetCapacity = capacity });

    [Test]
    public void RetryDelay_AnySettings_StaysInItsBounds() => Property.ForAll(
        Gen.Select(Settings, Gen.Int[1, int.MaxValue], Asked, Gen.Double.Unit),
        one =>
        {
            var (settings, attempt, asked, random) = one;
            var delay = RetryDelay.Of(attempt, settings, asked, random);
            var most = (asked + RetryDelay.Pad) is { } padded && padded > settings.MaxDelay ? padded : settings.MaxDelay;
            Require(delay >= TimeSpan.Zero && delay <= most, $"{delay} above {most}");
            Require(asked is null || delay >= asked + RetryDelay.Pad, $"{delay} before {asked}");
            if (settings.UseJitter || asked is not null) return;
            Require(delay <= RetryDelay.Of(Math.Min(attempt, int.MaxValue - 1) + 1, settings, null, random), "a shorter wait after more attempts");
        },
        Cases);

    [Test]
    public void RetryDelay_WithJitter_IsFromHalfToTheWholeDelay() => Property.ForAll(
        Gen.Select(Settings, Gen.Int[1, 40], Gen.Double.Unit),
        one =>
        {
            var (settings, attempt, random) = one;
            settings.UseJitter = false;
            var whole = RetryDelay.Of(attempt, settings, null, random);
            settings.UseJitter = true;
            var jittered = RetryDelay.Of(attempt, settings, null, random);
            Require(jittered <= whole && jittered.Ticks >= (whole.Ticks / 2) - 1, $"{jittered} of {whole}");
        },
        Cases);

    [Test]
    public void RetryRule_AnyFault_NeverBeyondTheAttemptsOrTheTime() => Property.ForAll(
        Gen.Select(Gen.Enum<FaultClass>(), Gen.Bool, Gen.Int[0, 25], Asked, UpToAnHour, Settings, Gen.Double.Unit),
        one =>
        {
            var (fault, immediate, attempts, asked, remaining, settings, random) = one;
            if (RetryRule.Decide(fault, immediate, attempts, asked, remaining, settings, random) is not (var delay, var cost)) return;
            Require(attempts < settings.MaxAttempts, "an attempt too many");
            Require(delay < remaining || immediate, "a wait that cannot end in time");
            Require(cost is RetryBudget.RetryCost or RetryBudget.ToldToWaitCost, "a retry for nothing");
            Require(immediate || fault is not (FaultClass.None or FaultClass.Deterministic), "a retry of what cannot succeed");
        },
        Cases);

    [Test]
    public void RetryBudget_AnyUse_StaysWithinItsCapacity() => Property.ForAll(
        Gen.Select(Gen.Int[0, 1_000], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1_000], Property.OneOf(0, RetryBudget.RetryCost, RetryBudget.ToldToWaitCost)).Array[0, 60]),
        one =>
        {
            var (capacity, steps) = one;
            var budget = new RetryBudget(capacity);
            foreach (var (kind, newCapacity, cost) in steps)
            {
                var before = budget.Tokens;
                if (kind == 0)
                    budget.Succeed(cost);
                else if (budget.TrySpend(Math.Max(1, cost), kind == 1 ? capacity : capacity = newCapacity))
                    Require(before + newCapacity >= cost, "more spent than there was");
                Require(budget.Tokens >= 0 && budget.Tokens <= capacity, $"{budget.Tokens} of {capacity}");
            }
        },
        2_000);

    private static void Require(bool held, string what)
    {
        if (!held) throw new InvalidOperationException(what);
    }
}

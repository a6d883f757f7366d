using ArkForge.Extensions.Errors.Internal;
using ArkForge.Extensions.Resilience.Internal;

namespace ArkForge.Extensions.Tests.Resilience;

public sealed class RetryRuleTests
{
    private static readonly ArkForgeRetryOptions Plain = new() { UseJitter = false };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [TestCase("None", null)]
    [TestCase("Deterministic", null)]
    [TestCase("NotSent", RetryBudget.RetryCost)]
    [TestCase("Ambiguous", RetryBudget.RetryCost)]
    [TestCase("ToldToWait", RetryBudget.ToldToWaitCost)]
    public void Decide_ByFault_GivesDelayAndCost(string fault, int? cost) => Assert.That(
        RetryRule.Decide(Enum.Parse<FaultClass>(fault), false, 1, null, Minute, Plain, 0),
        Is.EqualTo(cost is { } price ? ((TimeSpan, int)?)(TimeSpan.FromSeconds(1), price) : null));

    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(4, false)]
    public void Decide_AtTheLastAttempt_GivesUp(int attempts, bool retries)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RetryRule.Decide(FaultClass.Ambiguous, false, attempts, null, Minute, Plain, 0).HasValue, Is.EqualTo(retries));
            Assert.That(RetryRule.Decide(FaultClass.Deterministic, true, attempts, null, Minute, Plain, 0).HasValue, Is.EqualTo(retries));
        }
    }

    [Test]
    public void Decide_WhenTheCauseIsGone_DoesNotWait() => Assert.That(
        RetryRule.Decide(FaultClass.Deterministic, true, 1, Minute, Minute, Plain, 0), Is.EqualTo((TimeSpan.Zero, RetryBudget.RetryCost)));

    [TestCase(1.0, null, false)]
    [TestCase(1.001, null, true)]
    [TestCase(5.025, 5, false)]
    [TestCase(5.026, 5, true)]
    public void Decide_WhenTheWaitDoesNotFit_GivesUpAtOnce(double remaining, int? retryAfter, bool retries) => Assert.That(
        RetryRule.Decide(
            FaultClass.ToldToWait, false, 1, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TimeSpan.FromSeconds(remaining), Plain, 0).HasValue,
        Is.EqualTo(retries));

    [Test]
    public void Decide_WhenNothingWasSent_WaitsTheFirstDelay() => Assert.That(
        RetryRule.Decide(FaultClass.NotSent, false, 0, null, Minute, Plain, 0)?.Delay, Is.EqualTo(TimeSpan.FromSeconds(1)));
}

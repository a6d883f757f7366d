using ArkForge.Extensions.Resilience.Internal;

namespace ArkForge.Extensions.Tests.Resilience;

public sealed class RetryBudgetTests
{
    [Test]
    public void TrySpend_WithEnough_TakesTheCost()
    {
        var budget = new RetryBudget(14);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(budget.TrySpend(14, 14), Is.True);
            Assert.That(budget.TrySpend(1, 14), Is.False);
            Assert.That(budget.Tokens, Is.Zero);
        }
    }

    [TestCase(0, 473)]
    [TestCase(14, 486)]
    [TestCase(5, 477)]
    public void Succeed_ByLastCost_PaysBack(int lastCost, int tokens)
    {
        var budget = new RetryBudget(500);
        budget.TrySpend(28, 500);

        budget.Succeed(lastCost);

        Assert.That(budget.Tokens, Is.EqualTo(tokens));
    }

    [Test]
    public void Succeed_WhenFull_StaysFull()
    {
        var budget = new RetryBudget(500);

        budget.Succeed(14);

        Assert.That(budget.Tokens, Is.EqualTo(500));
    }

    [TestCase(600, 572, true)]
    [TestCase(100, 72, true)]
    [TestCase(27, 0, false)]
    [TestCase(0, 0, false)]
    public void TrySpend_WithANewCapacity_KeepsWhatWasSpentSpent(int capacity, int before, bool spends)
    {
        var budget = new RetryBudget(500);
        budget.TrySpend(28, 500);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(budget.TrySpend(14, capacity), Is.EqualTo(spends));
            Assert.That(budget.Tokens, Is.EqualTo(spends ? before - 14 : before));
        }
    }

    [Test]
    public void TrySpend_WithCapacitiesThatAlternate_IsNotFilledUpByThat()
    {
        var budget = new RetryBudget(500);
        while (budget.TrySpend(14, 500)) Assert.That(budget.Tokens, Is.LessThan(500));

        for (var i = 0; i < 100; i++)
        {
            Assert.That(budget.TrySpend(14, 100), Is.False);
            Assert.That(budget.TrySpend(14, 500), Is.False);
        }
    }

    [Test]
    public void TrySpend_ByManyAtOnce_NeverOverdraws()
    {
        var budget = new RetryBudget(100);
        var granted = 0;

        Parallel.For(0, 1000, _ =>
        {
            if (budget.TrySpend(7, 100)) Interlocked.Increment(ref granted);
        });

        Assert.That((granted, budget.Tokens), Is.EqualTo((14, 2)));
    }
}

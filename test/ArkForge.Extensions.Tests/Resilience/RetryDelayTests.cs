using ArkForge.Extensions.Resilience.Internal;

namespace ArkForge.Extensions.Tests.Resilience;

public sealed class RetryDelayTests
{
    private static readonly ArkForgeRetryOptions Plain = new() { UseJitter = false };

    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(5, 16)]
    [TestCase(6, 30)]
    [TestCase(20, 30)]
    [TestCase(int.MaxValue, 30)]
    public void Of_Attempt_DoublesUpToTheCap(int attempt, double seconds) =>
        Assert.That(RetryDelay.Of(attempt, Plain, null, 0), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase(0, 0.5)]
    [TestCase(0.5, 0.75)]
    [TestCase(1, 1)]
    public void Of_WithJitter_IsHalfToWhole(double random, double seconds) =>
        Assert.That(RetryDelay.Of(1, new ArkForgeRetryOptions(), null, random), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase(0, 1)]
    [TestCase(0.9, 1)]
    [TestCase(1, 1.025)]
    [TestCase(7, 7.025)]
    [TestCase(86_400, 86_400.025)]
    public void Of_WithRetryAfter_TakesTheLonger(double retryAfter, double seconds) =>
        Assert.That(RetryDelay.Of(1, Plain, TimeSpan.FromSeconds(retryAfter), 0), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Of_WithLongestBaseDelay_DoesNotOverflow() => Assert.That(
        RetryDelay.Of(20, new() { BaseDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1), UseJitter = false }, null, 0),
        Is.EqualTo(TimeSpan.FromHours(1)));

    [Test]
    public void Of_WithoutBaseDelay_IsZero() => Assert.That(RetryDelay.Of(3, new() { BaseDelay = TimeSpan.Zero }, null, 1), Is.EqualTo(TimeSpan.Zero));
}

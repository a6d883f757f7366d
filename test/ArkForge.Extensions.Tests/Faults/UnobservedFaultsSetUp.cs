using ArkForge.Extensions.Tests.Faults.Support;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>After the last fault: not one task exception that nobody looked at.</summary>
[SetUpFixture]
public sealed class UnobservedFaultsSetUp
{
    [OneTimeTearDown]
    public void CheckThatEveryFaultWasObserved()
    {
        UnobservedFaults.Collect();
        Assert.That(UnobservedFaults.Seen, Is.Empty);
    }
}

using ArkForge.Extensions.Tests.Serialization;

namespace ArkForge.Extensions.Tests.Health;

public sealed class HealthStatusTests
{
    [Test]
    public void Read_OnlyAStatus_LeavesTheRestEmpty()
    {
        var health = JsonText.Read<HealthStatus>("""{"status":"OK"}""");
        Assert.Multiple(() =>
        {
            Assert.That(health.Status, Is.EqualTo(ServiceStatus.Ok));
            Assert.That(health.Services, Is.Empty);
            Assert.That(health.Timestamp, Is.Null);
            Assert.That(health.Uptime, Is.Null);
        });
    }

    [Test]
    public void Read_Services_KeepTheirNamesAndUnknownStates()
    {
        var services = JsonText.Read<HealthStatus>("""{"status":"ok","services":{"timeGpt":"down","gpt_4":"asleep"}}""").Services;
        Assert.That(services, Is.EqualTo(new Dictionary<string, ServiceStatus>
        {
            ["timeGpt"] = ServiceStatus.Down,
            ["gpt_4"] = new("asleep"),
        }));
    }
}

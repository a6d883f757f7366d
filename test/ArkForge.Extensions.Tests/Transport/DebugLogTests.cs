using System.Net;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Transport;

public sealed class DebugLogTests
{
    [Test]
    public async Task Debug_SwitchedOn_LogsTheBodiesOfEveryAttemptWithSecretsBlanked([Values] bool isAsync)
    {
        var created = Answers.CreatedKey.Replace("sk-arkforge-new", TestKeys.Canary, StringComparison.Ordinal);
        using var network = new StubHandler(() => StubHandler.Error(HttpStatusCode.InternalServerError), () => StubHandler.Json(created));
        using var client = new TestClient(network, TestOptions.RetriesOnly(options => options.Debug = true), clock: new WaitlessTime());

        await ApiCalls.CreateKey.RunAsync(client, isAsync);

        var bodies = client.Logs.GetSnapshot().Where(record => record.Id.Id == 203).Select(record => record.Message).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bodies, Has.Length.EqualTo(4));
            Assert.That(bodies[0], Is.EqualTo($"Request body of CreateKey, attempt 1: {ApiCalls.CreateKey.Body}"));
            Assert.That(bodies[1], Is.EqualTo("Response body of CreateKey, attempt 1: (empty)"));
            Assert.That(bodies[3], Does.Contain("sk-arkforge-cafe...").And.Not.Contain(TestKeys.CanarySecret));
        }
    }

    [Test]
    public async Task Debug_SwitchedOff_LogsNoBodies()
    {
        using var network = new StubHandler(() => StubHandler.Json(Answers.CreatedKey));
        using var client = new TestClient(network);

        await ApiCalls.CreateKey.RunAsync(client, isAsync: true);

        Assert.That(client.Logs.GetSnapshot().Select(record => record.Id.Id), Has.None.EqualTo(203));
    }
}

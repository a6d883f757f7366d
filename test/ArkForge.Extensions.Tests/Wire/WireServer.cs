using WireMock.Server;

namespace ArkForge.Extensions.Tests.Wire;

/// <summary>One real HTTP server on loopback for all tests of this folder; the API key tells them apart.</summary>
[SetUpFixture]
public sealed class WireServer
{
    private static readonly Lazy<WireMockServer> Shared = new(() => WireMockServer.Start());

    internal static WireMockServer Server => Shared.Value;

    [OneTimeTearDown]
    public static void Stop()
    {
        if (Shared.IsValueCreated) Shared.Value.Dispose();
    }
}

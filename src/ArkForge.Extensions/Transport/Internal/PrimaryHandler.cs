using System.Net;
using ArkForge.Extensions.Calls.Internal;

namespace ArkForge.Extensions.Transport.Internal;

/// <summary>The end of the corridor: sockets, without redirects, cookies and decompression behind our back.</summary>
internal static class PrimaryHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ConnectionIdleTime = TimeSpan.FromMinutes(1);

    public static SocketsHttpHandler Create(ArkForgeTimeoutOptions timeouts) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = timeouts.Connect,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = ConnectionIdleTime,
        // A body that is given up is not read to its end to save the connection.
        ResponseDrainTimeout = TimeSpan.Zero,
        // Nothing is filtered: it is the one place that tells a fresh connection from a pooled one.
        PlaintextStreamFilter = static (context, _) =>
        {
            if (CallContext.TryOf(context.InitialRequestMessage) is { } call) call.OpenedConnection = context.PlaintextStream;
            return ValueTask.FromResult(context.PlaintextStream);
        },
    };
}

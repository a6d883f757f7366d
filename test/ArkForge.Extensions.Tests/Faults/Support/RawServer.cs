using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>A TCP server on loopback that does to each connection what a test's script says, however wrong it is.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    // Small, so that a server that does not read is soon felt by one who sends.
    private const int ReceiveBuffer = 16 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBuffer };
    private readonly Func<RawConnection, Task> _script;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly ConcurrentQueue<Task> _served = new();
    private readonly Channel<RawRequest> _arrivals = Channel.CreateUnbounded<RawRequest>();
    private readonly Channel<RawConnection> _accepted = Channel.CreateUnbounded<RawConnection>();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private int _connections;

    public RawServer(Func<RawConnection, Task> script, X509Certificate2? certificate = null)
    {
        (_script, _certificate) = (script, certificate);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public Uri SecureAddress => new($"https://localhost:{Address.Port}");

    /// <summary>The requests whose headers have arrived.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    /// <summary>How many connections there have been.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>What went wrong in the scripts themselves.</summary>
    public IReadOnlyList<Exception> Faults => [.. _faults];

    public Task Released => _release.Task;

    /// <summary>The next request's headers, when they have arrived.</summary>
    public Task<RawRequest> NextRequestAsync() => Patience.For(_arrivals.Reader.ReadAsync().AsTask());

    /// <summary>The next connection, when it has been accepted.</summary>
    public Task<RawConnection> NextConnectionAsync() => Patience.For(_accepted.Reader.ReadAsync().AsTask());

    /// <summary>Lets go of everything that hangs.</summary>
    public void Release() => _release.TrySetResult();

    /// <summary>Ends when every client has closed its side of every connection.</summary>
    public async Task AllClosedAsync()
    {
        _listener.Dispose();
        await _accepting;
        await Patience.For(Task.WhenAll(_served));
    }

    public void Arrived(RawRequest request)
    {
        _requests.Enqueue(request);
        _arrivals.Writer.TryWrite(request);
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _served.Enqueue(ServeAsync(await _listener.AcceptAsync(), Interlocked.Increment(ref _connections)));
        }
        catch (Exception e) when (IsBroken(e))
        {
            return;
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        using var connection = new RawConnection(this, socket, number);
        _accepted.Writer.TryWrite(connection);
        try
        {
            if (_certificate is not null) await connection.SecureAsync(_certificate);
            await _script(connection);
            await connection.FinishAsync();
        }
        catch (Exception e) when (IsBroken(e))
        {
            return;
        }
        catch (Exception e)
        {
            _faults.Enqueue(e);
        }
    }

    private static bool IsBroken(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException;
}

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>The server's end of one connection: the steps a script is made of.</summary>
internal sealed class RawConnection(RawServer server, Socket socket, int number) : IDisposable
{
    private const int MaxHead = 1 << 20;

    private readonly byte[] _buffer = new byte[MaxHead];
    private Stream _stream = new NetworkStream(socket, ownsSocket: false);
    private int _buffered;

    /// <summary>The number of the connection, from 1.</summary>
    public int Number => number;

    public Task SecureAsync(X509Certificate2 certificate)
    {
        var secure = new SslStream(_stream);
        _stream = secure;
        return secure.AuthenticateAsServerAsync(certificate);
    }

    /// <summary>Reads one request whole; <see langword="null"/> if the client closed instead.</summary>
    public async Task<RawRequest?> ReadRequestAsync()
    {
        if (await ReadHeadAsync() is not { } request) return null;
        request.Body = new byte[request.ContentLength];
        var early = Math.Min(_buffered, request.Body.Length);
        Take(early).CopyTo(request.Body, 0);
        await _stream.ReadExactlyAsync(request.Body.AsMemory(early));
        return request;
    }

    /// <summary>Reads no further than the headers of a request.</summary>
    public async Task<RawRequest?> ReadHeadAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _buffered).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_buffered));
            if (read == 0) return null;
            _buffered += read;
        }

        var request = RawRequest.Parse(Take(end + 4), number);
        server.Arrived(request);
        return request;
    }

    /// <summary>Waits until the client has sent something, whatever it is.</summary>
    public async Task ReadSomethingAsync() => _buffered += await _stream.ReadAsync(_buffer.AsMemory(_buffered));

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes);
        await _stream.FlushAsync();
    }

    /// <summary>Answers every request in the same way, for as long as the client likes.</summary>
    public Task AnswerAllAsync(string answer) => AnswerAllAsync(_ => answer);

    /// <inheritdoc cref="AnswerAllAsync(string)"/>
    public async Task AnswerAllAsync(Func<RawRequest, string> answer)
    {
        while (await ReadRequestAsync() is { } request) await SendAsync(answer(request));
    }

    /// <summary>Does nothing more until the test is over.</summary>
    public Task HangAsync() => server.Released;

    /// <summary>Closes with a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Closes this side, and reads on until the client has closed the other.</summary>
    public async Task FinishAsync()
    {
        if (!socket.Connected) return;
        socket.Shutdown(SocketShutdown.Send);
        while (await socket.ReceiveAsync(_buffer) > 0)
        {
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        socket.Dispose();
    }

    private byte[] Take(int count)
    {
        var taken = _buffer[..count];
        _buffer.AsSpan(count, _buffered - count).CopyTo(_buffer);
        _buffered -= count;
        return taken;
    }
}

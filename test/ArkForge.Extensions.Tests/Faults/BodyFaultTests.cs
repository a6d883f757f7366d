using System.IO.Compression;
using System.Net;
using System.Text;
using ArkForge.Extensions.Tests.Faults.Support;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, body: what the caller sees when the headers came and the rest is wrong.</summary>
public sealed class BodyFaultTests : FaultTests
{
    private const int Bound = 1 << 20;

    [TestCase(true, "Content-Length: 500", "{", true)]
    [TestCase(false, "Content-Length: 500", "{", true)]
    [TestCase(true, "Content-Length: 500", "{", false)]
    [TestCase(false, "Content-Length: 500", "{", false)]
    [TestCase(true, "Transfer-Encoding: chunked", "5\r\n{\"sta", false)]
    [TestCase(false, "Transfer-Encoding: chunked", "5\r\n{\"sta", false)]
    [TestCase(true, "Transfer-Encoding: chunked", "nonsense\r\n{", false)]
    [TestCase(false, "Transfer-Encoding: chunked", "nonsense\r\n{", false)]
    [TestCase(true, "Transfer-Encoding: chunked", "1\r\n{}no line end", false)]
    [TestCase(false, "Transfer-Encoding: chunked", "1\r\n{}no line end", false)]
    public async Task TornBody_ConnectionExceptionWithTheRequestIdOfTheHeaders(bool isAsync, string header, string sent, bool isReset)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Answer.Head("200 OK", header));
            await connection.SendAsync(sent);
            if (isReset) connection.Reset();
        });

        var failure = await bench.FailsAsync<ArkForgeConnectionException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, true)));
        // A reset may overtake the headers that were sent before it.
        if (!isReset) Assert.That((failure.RequestId, failure.StatusCode), Is.EqualTo((Answer.RequestId, HttpStatusCode.OK)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task TornBodyThenASoundOne_Success(bool isAsync)
    {
        var bench = Serve(async connection =>
        {
            if (connection.Number > 1)
            {
                await connection.AnswerAllAsync(Answer.CreatedKey);
                return;
            }

            await connection.ReadRequestAsync();
            await connection.SendAsync(Answer.CreatedKey[..^10]);
        });

        var key = await Patience.For(bench.CreateKeyAsync(isAsync));

        Assert.That(key.KeyId, Is.EqualTo(7));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(true, "Content-Length: 500")]
    [TestCase(false, "Content-Length: 500")]
    [TestCase(true, "Transfer-Encoding: chunked")]
    [TestCase(false, "Transfer-Encoding: chunked")]
    [TestCase(true, "Connection: close")]
    [TestCase(false, "Connection: close")]
    public async Task StalledBody_AttemptTimeout(bool isAsync, string header)
    {
        var bench = Serve(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.Head("200 OK", header));
                await connection.HangAsync();
            },
            options =>
            {
                options.Timeouts.Attempt = TimeSpan.FromSeconds(10);
                options.Retry.MaxAttempts = 1;
            });

        var call = bench.CreateKeyAsync(isAsync);
        await Patience.For(bench.Headers.WaitAsync());
        bench.Clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await bench.FailsAsync<ArkForgeTimeoutException>(call);
        Assert.That((failure.Kind, failure.RequestId, failure.OutcomeUnknown), Is.EqualTo((ArkForgeTimeoutKind.Attempt, Answer.RequestId, true)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task SlowLoris_ByteAfterByte_AttemptTimeoutAllTheSame(bool isAsync)
    {
        using var drip = new SemaphoreSlim(0);
        using var dripped = new SemaphoreSlim(0);
        var bench = Serve(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.Head("200 OK", "Content-Length: 500"));
                while (await drip.WaitAsync(Timeout.Infinite))
                {
                    await connection.SendAsync(" ");
                    dripped.Release();
                }
            },
            options =>
            {
                options.Timeouts.Attempt = TimeSpan.FromSeconds(10);
                options.Retry.MaxAttempts = 1;
            });

        var call = bench.HealthAsync(isAsync);
        await Patience.For(bench.Headers.WaitAsync());
        for (var second = 0; second < 10; second++)
        {
            Assert.That(call.IsCompleted, Is.False);
            drip.Release();
            await Patience.For(dripped.WaitAsync());
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var failure = await bench.FailsAsync<ArkForgeTimeoutException>(call);
        Assert.That(failure.Kind, Is.EqualTo(ArkForgeTimeoutKind.Attempt));
        drip.Release(1000);
    }

    [TestCase(true, "gzip")]
    [TestCase(false, "gzip")]
    [TestCase(true, "br")]
    [TestCase(false, "br")]
    public async Task Bomb_UnfoldsBeyondTheBound_ResponseExceptionNotRetried(bool isAsync, string coding)
    {
        var bomb = Encode(coding, new byte[200 * Bound]);
        Assert.That(bomb, Has.Length.LessThan(Bound), "the bomb itself must pass");
        var bench = ServeBytes(Answer.Bytes(bomb, $"Content-Encoding: {coding}"));

        var (failure, allocated) = await MeasuredAsync<ArkForgeResponseException>(bench, isAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Attempts, failure.IsTransient, failure.RequestId), Is.EqualTo((1, false, Answer.RequestId)));
            Assert.That(failure.Message, Does.Contain("larger than MaxResponseBytes"));
            Assert.That(allocated, Is.LessThan(8 * Bound));
        }
    }

    [TestCase("gzip, gzip")]
    [TestCase("br, gzip")]
    [TestCase("zstd")]
    [TestCase("deflate")]
    public async Task NestedOrUnknownCoding_ResponseExceptionNotRetried(string coding)
    {
        var bench = ServeBytes(Answer.Bytes(Encode("gzip", Encode("gzip", "{}"u8)), $"Content-Encoding: {coding}"));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync: true));

        Assert.That((failure.Attempts, failure.IsTransient, failure.RequestId), Is.EqualTo((1, false, Answer.RequestId)));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task InvalidCompression_ResponseExceptionAfterRetries(string coding)
    {
        var bench = ServeBytes(Answer.Bytes("this was never compressed"u8, $"Content-Encoding: {coding}"));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.CreateKeyAsync(isAsync: true));

        Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown, failure.RequestId), Is.EqualTo((3, true, true, Answer.RequestId)));
    }

    // Cut in the header, in the data, before the trailer and inside it.
    [Test]
    public async Task TruncatedCompression_ResponseExceptionAfterRetries([Values("gzip", "br")] string coding, [Values(3, 12, -9, -8, -4, -1)] int cut)
    {
        var whole = Encode(coding, Encoding.ASCII.GetBytes("""{"status":"ok","services":{"timegpt":"ok","claude":"ok"}}"""));
        var bench = ServeBytes(Answer.Bytes(whole.AsSpan(0, cut < 0 ? whole.Length + cut : cut), $"Content-Encoding: {coding}"));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync: true));

        Assert.That((failure.Attempts, failure.IsTransient, failure.RequestId), Is.EqualTo((3, true, Answer.RequestId)));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task SoundCompression_IsRead(string coding)
    {
        var bench = ServeBytes(Answer.Bytes(Encode(coding, Encoding.ASCII.GetBytes(Answer.HealthJson)), $"Content-Encoding: {coding}"));

        Assert.That((await Patience.For(bench.HealthAsync(isAsync: true))).Status, Is.EqualTo(ServiceStatus.Ok));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task GigabyteDeclared_ResponseExceptionBeforeReading(bool isAsync)
    {
        var bench = Serve(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.Head("200 OK", "Content-Length: 1073741824"));
                await connection.HangAsync();
            },
            options => options.MaxResponseBytes = Bound);

        var (failure, allocated) = await MeasuredAsync<ArkForgeResponseException>(bench, isAsync);

        Assert.That((failure.Attempts, failure.IsTransient, failure.RequestId), Is.EqualTo((1, false, Answer.RequestId)));
        Assert.That(allocated, Is.LessThan(Bound));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task GigabyteStreamed_ResponseExceptionAtTheBound(bool isAsync)
    {
        const int Chunk = 64 * 1024;
        long streamed = 0;
        var bench = Serve(
            async connection =>
            {
                var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', Chunk) + "\r\n");
                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.Head("200 OK", "Transfer-Encoding: chunked"));
                for (; streamed < 1 << 30; streamed += Chunk) await connection.SendAsync(chunk);
            },
            options => options.MaxResponseBytes = Bound);

        var (failure, allocated) = await MeasuredAsync<ArkForgeResponseException>(bench, isAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Attempts, failure.IsTransient, failure.RequestId), Is.EqualTo((1, false, Answer.RequestId)));
            Assert.That(Interlocked.Read(ref streamed), Is.LessThan(64 * Bound), "the connection was cut off");
            Assert.That(allocated, Is.LessThan(8 * Bound));
        }
    }

    [TestCase("", "application/json", "empty")]
    [TestCase("   \r\n", "application/json", "empty")]
    [TestCase("<html><body>Welcome</body></html>", "text/html", "not valid JSON")]
    [TestCase("{}", "application/json; charset=utf-16", "character set")]
    public async Task SuccessWithoutTheContract_ResponseExceptionKeepsTheId(string body, string type, string problem)
    {
        var bench = ServeAnswer(Answer.Status("200 OK", body, $"Content-Type: {type}"));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.CreateKeyAsync(isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((1, false, true)));
            Assert.That(failure.RequestId, Is.EqualTo(Answer.RequestId));
            Assert.That(failure.Message, Does.Contain(problem));
        }
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    public async Task ErrorPageOfAProxy_ServiceExceptionByTheUsualRules(int status)
    {
        var bench = ServeAnswer(Answer.Status($"{status} Oops", "<html><body>Bad gateway</body></html>", "Content-Type: text/html"));

        var failure = await bench.FailsAsync<ArkForgeServiceException>(bench.CreateKeyAsync(isAsync: true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, true)));
            Assert.That((int?)failure.StatusCode, Is.EqualTo(status));
            Assert.That(failure.BodyExcerpt, Does.Contain("Bad gateway"));
            Assert.That(failure.RequestId, Is.EqualTo(Answer.RequestId));
        }
    }

    private FaultBench ServeBytes(byte[] answer) => Serve(
        async connection =>
        {
            while (await connection.ReadRequestAsync() is not null) await connection.SendAsync(answer);
        },
        options => options.MaxResponseBytes = Bound);

    /// <summary>The failure of a call and what the calling thread allocated for it; of an asynchronous call the first part only.</summary>
    private static async Task<(TException Failure, long Allocated)> MeasuredAsync<TException>(FaultBench bench, bool isAsync)
        where TException : Exception
    {
        long allocated = 0;
        var call = FaultBench.Run(
            isAsync,
            () => bench.Client.Portfolio.GetHealthAsync(),
            () =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    return bench.Client.Portfolio.GetHealth();
                }
                finally
                {
                    allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                }
            });
        return (await bench.FailsAsync<TException>(call), allocated);
    }

    private static byte[] Encode(string coding, ReadOnlySpan<byte> body)
    {
        using var encoded = new MemoryStream();
        using (Stream encoder = coding == "br" ? new BrotliStream(encoded, CompressionLevel.Optimal) : new GZipStream(encoded, CompressionLevel.Optimal))
            encoder.Write(body);
        return encoded.ToArray();
    }
}

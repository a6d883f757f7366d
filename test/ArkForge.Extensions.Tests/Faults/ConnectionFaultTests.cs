using System.Net;
using System.Net.Sockets;
using ArkForge.Extensions.Tests.Faults.Support;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, connection: what the caller sees when the wire below HTTP breaks.</summary>
public sealed class ConnectionFaultTests : FaultTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Dns_UnknownName_DnsException(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Health, options => options.BaseUrl = new Uri("https://arkforge.invalid"));

        var failure = await bench.FailsAsync<ArkForgeDnsException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Refused_NobodyListens_ConnectionException(bool isAsync)
    {
        // Bound but not listening: refused, and nobody else can take the port meanwhile.
        using var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)port.LocalEndPoint!).Port}");
        var bench = ServeAnswer(Answer.Health, options => options.BaseUrl = address);

        var failure = await bench.FailsAsync<ArkForgeConnectionException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, false)));
    }

    // The TLS handshake is a part of connecting, and one that hangs is the same on every platform.
    [TestCase(true)]
    [TestCase(false)]
    public async Task ConnectHang_NoHandshake_ConnectTimeoutNeverCancellation(bool isAsync)
    {
        var bench = Serve(connection => connection.HangAsync(), options =>
        {
            options.BaseUrl = new UriBuilder(options.BaseUrl!) { Scheme = "https" }.Uri;
            options.Timeouts.Connect = TimeSpan.FromMilliseconds(50);
        });

        var failure = await bench.FailsAsync<ArkForgeTimeoutException>(bench.CreateKeyAsync(isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Kind, Is.EqualTo(ArkForgeTimeoutKind.Connect));
            Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, false)));
        }
    }

    [TestCase(true, true)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(false, false)]
    public async Task StaleConnection_ClosedUnderTheSecondRequest_OneImmediateRetry(bool isAsync, bool isReset)
    {
        var bench = Serve(
            async connection =>
            {
                if (connection.Number > 1)
                {
                    await connection.AnswerAllAsync(Answer.CreatedKey);
                    return;
                }

                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.CreatedKey);
                await connection.ReadRequestAsync();
                if (isReset) connection.Reset();
            },
            options => options.Retry.BaseDelay = TimeSpan.FromSeconds(20));
        await Patience.For(bench.CreateKeyAsync(isAsync));

        // The clock stands still: any delay but none would never end.
        await Patience.For(bench.CreateKeyAsync(isAsync));

        Assert.That(bench.Server.Requests.Select(request => request.Connection), Is.EqualTo([1, 1, 2]));
        Assert.That(bench.Server.Requests[2].Headers["Idempotency-Key"], Is.EqualTo(bench.Server.Requests[1].Headers["Idempotency-Key"]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task StaleConnection_BrokenAgain_SecondRetryWaitsLikeAnyOther(bool isAsync)
    {
        var bench = Serve(
            async connection =>
            {
                await connection.ReadRequestAsync();
                if (connection.Number != 2) await connection.SendAsync(Answer.CreatedKey);
                if (connection.Number == 1) await connection.ReadRequestAsync();
            },
            options => options.Retry.BaseDelay = TimeSpan.FromSeconds(10));
        await Patience.For(bench.CreateKeyAsync(isAsync));

        var call = bench.CreateKeyAsync(isAsync);
        await bench.Clock.TimerAsync(TimeSpan.FromSeconds(20));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(3));
        bench.Clock.Advance(TimeSpan.FromSeconds(20));
        await Patience.For(call);
    }

    [TestCase(true, true, "")]
    [TestCase(false, true, "")]
    [TestCase(true, false, "")]
    [TestCase(false, false, "")]
    [TestCase(true, true, "HTTP/1.1 200 OK\r\nX-Req")]
    [TestCase(false, true, "HTTP/1.1 200 OK\r\nX-Req")]
    [TestCase(true, false, "HTTP/1.1 200 OK\r\nX-Req")]
    [TestCase(false, false, "HTTP/1.1 200 OK\r\nX-Req")]
    public async Task Broken_BeforeOrInsideTheHeaders_ConnectionException(bool isAsync, bool isReset, string sent)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(sent);
            if (isReset) connection.Reset();
        });

        var failure = await bench.FailsAsync<ArkForgeConnectionException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, true)));
        Assert.That(failure.IdempotencyKey, Is.EqualTo(bench.Server.Requests[0].Headers["Idempotency-Key"]));
    }

    [TestCase(true, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(false, false)]
    public async Task Broken_AfterTheHeaders_ConnectionExceptionWithTheRequestId(bool isAsync, bool isReset)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Answer.Head("200 OK", "Content-Length: 500") + "{");
            if (isReset) connection.Reset();
        });

        var failure = await bench.FailsAsync<ArkForgeConnectionException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((3, true, true)));
        // A reset may overtake the headers that were sent before it.
        if (!isReset) Assert.That(failure.RequestId, Is.EqualTo(Answer.RequestId));
    }

    [TestCase("not HTTP at all\r\n\r\n")]
    [TestCase("HTTP/1.1 abc OK\r\n\r\n")]
    [TestCase("HTTP/9.9 200 OK\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    public async Task GarbageStatusLine_ResponseExceptionNotRetried(string garbage)
    {
        var bench = ServeAnswer(garbage);

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync: true));

        Assert.That((failure.Attempts, failure.IsTransient), Is.EqualTo((1, false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task HundredKilobytesOfHeaders_ResponseExceptionNotRetried(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Json(Answer.HealthJson, $"X-Long: {new string('x', 100 * 1024)}"));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync));

        Assert.That(failure.Attempts, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task SwitchingProtocols_ResponseExceptionWithoutWaitingForABody(bool isAsync)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Answer.Head("101 Switching Protocols", "Connection: Upgrade", "Upgrade: chat"));
            await connection.HangAsync();
        });

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync));

        Assert.That((failure.Attempts, failure.StatusCode, failure.RequestId), Is.EqualTo((1, HttpStatusCode.SwitchingProtocols, Answer.RequestId)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task AcceptAndHang_EachAttemptTimesOut_AttemptTimeout(bool isAsync)
    {
        var bench = Serve(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.HangAsync();
            },
            options => options.Timeouts.Attempt = TimeSpan.FromSeconds(10));

        var call = bench.CreateKeyAsync(isAsync);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await bench.Server.NextRequestAsync();
            bench.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var failure = await bench.FailsAsync<ArkForgeTimeoutException>(call);
        Assert.That((failure.Kind, failure.Attempts, failure.OutcomeUnknown), Is.EqualTo((ArkForgeTimeoutKind.Attempt, 3, true)));
        Assert.That(failure.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task AcceptAndHang_TheCallsTimeIsUp_TotalTimeout(bool isAsync)
    {
        var bench = Serve(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.HangAsync();
            },
            options => (options.Timeouts.Attempt, options.Timeouts.Total) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)));

        var call = bench.CreateKeyAsync(isAsync);
        await bench.Server.NextRequestAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await bench.Server.NextRequestAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));

        var failure = await bench.FailsAsync<ArkForgeTimeoutException>(call);
        Assert.That((failure.Kind, failure.Attempts, failure.OutcomeUnknown), Is.EqualTo((ArkForgeTimeoutKind.Total, 2, true)));
    }

    [TestCase(true, "401 Unauthorized", typeof(ArkForgeAuthenticationException))]
    [TestCase(false, "401 Unauthorized", typeof(ArkForgeAuthenticationException))]
    [TestCase(true, "413 Content Too Large", typeof(ArkForgeException))]
    [TestCase(false, "413 Content Too Large", typeof(ArkForgeException))]
    public async Task AnsweredBeforeTheBodyWasRead_ThatAnswer(bool isAsync, string status, Type type)
    {
        var bench = Serve(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(Answer.Error(status, null, "Connection: close"));
        });

        var failure = (ArkForgeException)await bench.FailsAsync(type, bench.OptimizeAsync(isAsync, bytes: 8_000_000));

        Assert.That(failure.Attempts, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task TwoResponsesForOneRequest_TheFirstAndTheNextCallIsClean(bool isAsync)
    {
        var bench = Serve(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
                await connection.SendAsync(Answer.Json("""{"status":"ok"}""") + (connection.Number == 1 ? Answer.Json("""{"status":"down"}""") : ""));
        });

        var first = await Patience.For(bench.HealthAsync(isAsync));
        var second = await Patience.For(bench.HealthAsync(isAsync));

        Assert.That((first.Status, second.Status), Is.EqualTo((ServiceStatus.Ok, ServiceStatus.Ok)));
        Assert.That(bench.Server.Requests.Select(request => request.Connection), Is.EqualTo([1, 2]));
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using ArkForge.Extensions.Tests.Faults.Support;
using ArkForge.Extensions.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The traps of the platform, by number (docs/reliability.md). Each was seen to snap; none may snap again.</summary>
public sealed class PlatformTrapTests : FaultTests
{
    private const string Recommendation =
        """{"allocation":{"BTC":60,"ETH":40},"expectedReturn":0.15,"expectedVolatility":0.2,"sharpeRatio":0.75,"confidence":0.9,"actions":[]}""";

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap01_TimeoutsThatEndAtTheHeaders_TheBodyIsTimedAndTriedAgain(bool isAsync)
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
                await connection.SendAsync(Answer.CreatedKey[..^10]);
                await connection.HangAsync();
            },
            options => options.Timeouts.Attempt = TimeSpan.FromSeconds(10));

        var call = bench.CreateKeyAsync(isAsync);
        await Patience.For(bench.Headers.WaitAsync());
        bench.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That((await Patience.For(call)).KeyId, Is.EqualTo(7));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Trap02_HugeRetryAfter_NeitherCrashesNorIsWaitedFor(
        [Values("5000000", "2147483647", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT")] string retryAfter, [Values] bool isAsync)
    {
        var bench = ServeAnswer(Answer.Error("429 Slow down", null, $"Retry-After: {retryAfter}"));

        var failure = await bench.FailsAsync<ArkForgeRateLimitException>(bench.CreateKeyAsync(isAsync));

        Assert.That((failure.Attempts, failure.RetryAfter), Is.EqualTo((1, TimeSpan.FromDays(1))));
    }

    [Test]
    public async Task Trap03_ConnectionClosedWithoutAnAnswer_AttemptsAreRequestsOnTheWire(
        [Values("GET", "POST", "DELETE")] string method, [Values] bool isReused, [Values] bool isAsync)
    {
        var bench = Serve(async connection =>
        {
            if (isReused && connection.Number == 1)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Answer.CreatedKey);
            }

            await connection.ReadRequestAsync();
        });
        if (isReused) await Patience.For(bench.CreateKeyAsync(isAsync));

        Task call = method switch
        {
            "GET" => bench.HealthAsync(isAsync),
            "POST" => bench.CreateKeyAsync(isAsync),
            _ => bench.RevokeKeyAsync(isAsync),
        };

        var failure = await bench.FailsAsync<ArkForgeConnectionException>(call);
        Assert.That(failure.Attempts, Is.EqualTo(3));
        Assert.That(bench.Server.Requests.Count(request => request.Method == method) - (isReused && method == "POST" ? 1 : 0), Is.EqualTo(3));
    }

    [TestCase("X-Desk", "one\r\nX-Injected: 1")]
    [TestCase("X-Desk", "one\n")]
    [TestCase("X-Desk\r\nX-Injected", "1")]
    public async Task Trap04_LineBreaksInHeaders_NeverReachTheWire(string name, string value)
    {
        var bench = ServeAnswer(Answer.Health);

        await bench.FailsAsync<ArkForgeValidationException>(bench.HealthAsync(isAsync: true, new() { Headers = new Dictionary<string, string> { [name] = value } }));

        Assert.That(bench.Server.Requests, Is.Empty);
    }

    [TestCase("\r\nX-Injected: 1")]
    [TestCase("\n")]
    [TestCase("\u00e9")]
    public async Task Trap04_LineBreakInTheKey_RefusedWithoutQuotingIt(string end)
    {
        LiveKey key = new("");
        var bench = ServeAnswer(Answer.Health, build: builder => builder.AddApiKeyProvider<LiveKeys>().Services.AddSingleton(key));
        key.Value = bench.Key + end;

        var failure = await bench.FailsAsync<ArkForgeAuthenticationException>(bench.HealthAsync(isAsync: true));
        await bench.FailsAsync<ArkForgeValidationException>(bench.HealthAsync(isAsync: true, new() { ApiKey = bench.Key + end }));

        Assert.That(failure.ToString(), Does.Not.Contain("sk-arkforge-cafe5"));
        Assert.That(bench.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Trap05_ReaderThatQuotesValues_PathAndLineOnly()
    {
        var bench = Serve(connection => connection.AnswerAllAsync(request => Answer.Json($$"""{"apiKey":"sk-arkforge-1","keyId":"{{request.Key}}"}""")));

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.CreateKeyAsync(isAsync: true));

        Assert.That(failure.Message, Does.Contain("'keyId' (line 1)"));
        Assert.That(failure.InnerException, Is.Null);
    }

    [Test]
    public async Task Trap06_StockLoggersPutBackWithAListOfHeaders_TheKeyStaysRedacted()
    {
        var bench = ServeAnswer(Answer.Health, build: builder =>
        {
            builder.Services.ConfigureHttpClientDefaults(all => all.RedactLoggedHeaders(["Cookie"]));
            builder.Services.AddHttpClient("ArkForge").AddDefaultLogger();
        });

        await Patience.For(bench.HealthAsync(isAsync: true));

        Assert.That(bench.Client.Logs.GetSnapshot().Select(record => record.Message), Has.Some.Contains("Accept: *"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap07_RedirectToAnotherHost_NeitherHeadersNorBodyGoThere(bool isAsync)
    {
        await using var elsewhere = new RawServer(connection => connection.AnswerAllAsync(Answer.CreatedKey));
        var bench = ServeAnswer(Answer.Head("307 Elsewhere", "Content-Length: 0", $"Location: {elsewhere.Address}"));

        await bench.FailsAsync<ArkForgeResponseException>(bench.CreateKeyAsync(isAsync));

        Assert.That(elsewhere.Connections, Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap08_SmallGzip_UnfoldsNoFurtherThanTheBound(bool isAsync)
    {
        var bench = await ServeGzipAsync(new byte[64 << 20], whole: true);

        await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap08_TruncatedGzip_IsNotTakenForAWholeOne(bool isAsync)
    {
        var bench = await ServeGzipAsync(Encoding.ASCII.GetBytes(Answer.HealthJson), whole: false);

        var failure = await bench.FailsAsync<ArkForgeResponseException>(bench.HealthAsync(isAsync));

        Assert.That(failure.Message, Does.Contain("truncated"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap09_UntrustedCertificateAndOversizeBody_TriedOnce(bool isAsync)
    {
        var untrusted = Serve(connection => connection.AnswerAllAsync(Answer.Health), certificate: TestCertificates.Good);
        var oversize = ServeAnswer(Answer.Json($"\"{new string('x', 2000)}\""), options => options.MaxResponseBytes = 1024);

        await untrusted.FailsAsync<ArkForgeConnectionException>(untrusted.HealthAsync(isAsync));
        await oversize.FailsAsync<ArkForgeResponseException>(oversize.HealthAsync(isAsync));

        Assert.That((untrusted.Server.Connections, oversize.Server.Requests.Count), Is.EqualTo((1, 1)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap10_ThreeAttempts_EveryHeaderOnceAndNoHandlerBypassed(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Error("500 Oops"));

        await bench.FailsAsync<ArkForgeServiceException>(bench.CreateKeyAsync(isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Server.Requests, Has.Count.EqualTo(3));
            Assert.That(bench.Server.Requests.Select(request => request.Headers["Authorization"]), Is.All.EqualTo($"Bearer {bench.Key}"));
            Assert.That(bench.Server.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct(), Has.One.Items.And.None.Contains(","));
            Assert.That(bench.Server.Requests[2].Headers, Is.EqualTo(bench.Server.Requests[0].Headers));
            Assert.That(bench.Store.Taken, Is.EqualTo(3), "the quota's handler was passed");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Trap11_TimerFiresEarly_NoPermitBeforeItsTime(bool isAsync)
    {
        var bench = ServeAnswer(Answer.Json(Answer.HealthJson, "X-RateLimit-Limit: 5", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 30"));
        bench.Clock.FiresEarlyBy = TimeSpan.FromMilliseconds(11);
        await Patience.For(bench.HealthAsync(isAsync));
        var call = bench.HealthAsync(isAsync);
        await FaultBench.UntilAsync(() => bench.Store.Waiting(bench.Partition) == 1);

        // The timer of the window's end, a second later than the header says, has fired now.
        bench.Clock.Advance(TimeSpan.FromMilliseconds(30_990));
        Assert.That(bench.Store.Waiting(bench.Partition), Is.EqualTo(1));

        bench.Clock.Advance(TimeSpan.FromMilliseconds(25));
        await Patience.For(call);
    }

    [Test]
    public async Task Trap12_ColdStartUnderLoad_NoRefusalOfItsOwnMaking()
    {
        const int Limit = 40;
        var left = Limit;
        var bench = Serve(connection => connection.AnswerAllAsync(_ => Interlocked.Decrement(ref left) is var now && now < 0
            ? Answer.Error("429 Slow down")
            : Answer.Json(Answer.HealthJson, $"X-RateLimit-Limit: {Limit}", $"X-RateLimit-Remaining: {now}", "X-RateLimit-Reset: 3600")));

        var calls = Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try
            {
                await bench.Client.Portfolio.GetHealthAsync();
                return true;
            }
            catch (ArkForgeRateLimitException e)
            {
                Assert.That(e.StatusCode, Is.Null, "refused by the service");
                return false;
            }
        }));

        Assert.That((await Patience.For(Task.WhenAll(calls))).Count(wasServed => wasServed), Is.EqualTo(Limit));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(Limit));
    }

    [Test]
    public async Task Trap13_FailedReload_TheLastGoodValueAndOneLogEntry()
    {
        var attempts = 2;
        var bench = ServeAnswer(Answer.Error("500 Oops"), options => options.Retry.MaxAttempts = attempts);
        var cache = bench.Client.Services.GetRequiredService<IOptionsMonitorCache<ArkForgeOptions>>();

        attempts = -1;
        for (var reload = 0; reload < 3; reload++)
        {
            cache.Clear();
            var failure = await bench.FailsAsync<ArkForgeServiceException>(bench.HealthAsync(isAsync: true));
            Assert.That(failure.Attempts, Is.EqualTo(2));
        }

        Assert.That(bench.Client.Logs.GetSnapshot().Count(record => record.Level == LogLevel.Error || record.Message.Contains("MaxAttempts", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Trap14_BreakerOfOneKey_DoesNotStopAnother()
    {
        var bench = Serve(
            connection => connection.AnswerAllAsync(request => request.Key == TestKeys.Other ? Answer.Health : Answer.Error("500 Oops")),
            OneAttempt);
        for (var failed = 0; failed < 5; failed++) await bench.FailsAsync<ArkForgeServiceException>(bench.HealthAsync(isAsync: true));
        var open = await bench.FailsAsync<ArkForgeServiceException>(bench.HealthAsync(isAsync: true));

        Assert.That((open.Attempts, open.IsTransient, open.RetryAfter), Is.EqualTo((0, true, TimeSpan.FromSeconds(5))));
        await Patience.For(bench.HealthAsync(isAsync: true, new() { ApiKey = TestKeys.Other }));
    }

    [TestCase("429 Slow down", typeof(ArkForgeRateLimitException))]
    [TestCase("408 Slow", typeof(ArkForgeTimeoutException))]
    public async Task Trap14_ThrottledOrSlow_NoFailureOfTheBreaker(string status, Type type)
    {
        var bench = ServeAnswer(Answer.Error(status), options =>
        {
            OneAttempt(options);
            options.RateLimiting.Enabled = false;
        });
        for (var failed = 0; failed < 12; failed++) await bench.FailsAsync(type, bench.HealthAsync(isAsync: true));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(12));
        bench.UnseenRequests = -12;
    }

    [Test]
    public async Task Trap15_Culture_NeitherTheRequestNorTheAnswerDependsOnIt(
        [Values("de-DE", "tr-TR", "th-TH", "fa-IR", "ar-SA", "sv-SE")] string culture, [Values] bool isAsync)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        var bench = ServeAnswers(
            Answer.Json(Recommendation, "X-RateLimit-Limit: 10", "X-RateLimit-Remaining: 7", "X-RateLimit-Reset: 1767225660"),
            Answer.Error("429 Slow down", "e_rate_limit", "Retry-After: Thu, 01 Jan 2026 02:00:00 GMT"));
        var request = new OptimizePortfolioRequest { Assets = ["btc", "icp"], RiskProfile = RiskProfileType.Moderate, Budget = 1234.5m };
        ArkForgeResponseInfo? info = null;
        var options = new ArkForgeRequestOptions { OnResponse = response => info = response };

        var result = isAsync ? await bench.Client.Portfolio.OptimizePortfolioAsync(request, options) : bench.Client.Portfolio.OptimizePortfolio(request, options);
        var failure = await bench.FailsAsync<ArkForgeRateLimitException>(bench.Client.Portfolio.GetHealthAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(bench.Server.Requests[0].Body), Does.Contain("\"budget\":1234.5").And.Contain("\"ICP\""));
            Assert.That((result.ExpectedReturn, info!.Quota!.UntilReset), Is.EqualTo((0.15, TimeSpan.FromSeconds(60))));
            Assert.That((failure.RetryAfter, failure.StatusCode), Is.EqualTo((TimeSpan.FromHours(2), HttpStatusCode.TooManyRequests)));
        }
    }

    private static void OneAttempt(ArkForgeOptions options)
    {
        options.Retry.MaxAttempts = 1;
        options.CircuitBreaker.MinimumThroughput = 5;
    }

    private async Task<FaultBench> ServeGzipAsync(byte[] body, bool whole)
    {
        using var encoded = new MemoryStream();
        await using (var gzip = new GZipStream(encoded, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(body);
        var answer = Answer.Bytes(encoded.ToArray().AsSpan(0, (int)encoded.Length - (whole ? 0 : 8)), "Content-Encoding: gzip");
        return Serve(
            async connection =>
            {
                while (await connection.ReadRequestAsync() is not null) await connection.SendAsync(answer);
            },
            options => options.MaxResponseBytes = 1 << 20);
    }
}

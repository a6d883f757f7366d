using System.Net;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>Every header the client reads, with anything in it that a header can hold.</summary>
public sealed class HeaderFuzzTests
{
    private const int Cases = 3_000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void RateLimitHeaders_AnyBytes_ReadWithinTheirBounds() => Property.ForAll(
        HeaderGen.Answers,
        headers =>
        {
            using var answer = HeaderGen.Answer(headers);

            var read = RateLimitHeaders.Read(answer.Headers, HttpStatusCode.OK, Now);

            Require(read.Limit is >= 0 and <= QuotaBounds.MaxLimit, "limit");
            Require(read.Remaining >= 0 && read.Remaining <= read.Limit, "remaining");
            Require(read.UntilReset >= TimeSpan.Zero && read.UntilReset <= Day, "time until reset");
            Require(read.Window is null || (read.Window > TimeSpan.Zero && read.Window <= Day), "window");
            Require(read.RetryAfter is null || (read.RetryAfter >= TimeSpan.Zero && read.RetryAfter <= Day), "retry after");
            Require(read.HasQuota || read is { Remaining: 0, Window: null, UntilReset.Ticks: 0 }, "half a quota");
            Require((read.ToSnapshot() is null) == !read.HasQuota, "snapshot");
        },
        Cases,
        HeaderGen.Print);

    [Test]
    public void RequestIdHeader_AnyBytes_ReadsNoMoreThanAnId() => Property.ForAll(
        HeaderGen.Answers,
        headers =>
        {
            using var answer = HeaderGen.Answer(headers);

            var id = RequestIdHeader.Find(answer);

            Require(id is null || (id.Trim().Length > 0 && id.Length <= 300), "request id");
            Require(id?.Contains(TestKeys.CanarySecret, StringComparison.OrdinalIgnoreCase) != true, "a key in the request id");
        },
        Cases,
        HeaderGen.Print);

    [Test]
    public void ServerClock_AnyDate_IsThatDateOrOurs() => Property.ForAll(
        HeaderGen.Text,
        date =>
        {
            using var answer = HeaderGen.Answer([("Date", date)]);

            var read = ServerClock.Read(answer.Headers, Now);

            Require(read == Now || read.Offset == TimeSpan.Zero, "an offset");
        },
        Cases);

    private static void Require(bool held, string what)
    {
        if (!held)
            throw new InvalidOperationException($"Out of bounds: {what}");
    }
}

using System.Globalization;
using System.Net;
using ArkForge.Extensions.RateLimiting.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using CsCheck;

namespace ArkForge.Extensions.Tests.RateLimiting;

public sealed class RateLimitHeadersTests
{
    private const double Day = 86_400;
    private const string ServerDate = "Sun, 01 Mar 2026 13:00:00 GMT";

    private static readonly string[] Likely =
    [
        "100", "0", "-1", "30", "1772370030", "9223372036854775807", "\"a\";r=1;t=2", "\"a\";q=5;w=9", "limit=5, remaining=2, reset=1",
        ServerDate, "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
    ];

    // 12:00:00 here is 1772366400; the server's clock is an hour ahead: 1772370000.
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("100", "50", "1772366430", null, 30d)]
    [TestCase("100", "50", "1772370030", ServerDate, 30d)]
    [TestCase("100", "50", "1772366430500", null, 30.5d)]
    [TestCase("100", "50", "1772370030000", ServerDate, 30d)]
    [TestCase("100", "50", "30", null, 30d)]
    [TestCase("100", "50", "30", ServerDate, 30d)]
    [TestCase("100", "50", "0", null, 0d)]
    [TestCase("100", "50", "1772366399", null, 0d)]
    [TestCase("100", "50", "1772369999", ServerDate, 0d)]
    [TestCase("100", "50", "1772366430", "garbage", 30d)]
    [TestCase("100", "50", "999999999", null, Day)]
    [TestCase("100", "50", "99999999999", null, Day)]
    [TestCase("100", "50", "9223372036854775807", null, Day)]
    [TestCase("100", "50", "9223372036854775807", "Mon, 01 Jan 0001 00:00:00 GMT", Day)]
    [TestCase("100", "50", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT", 0.999d)]
    [TestCase("100", "50", "30", "Fri, 31 Dec 9999 23:59:59 GMT", 30d)]
    [TestCase(" 100 ", "050", "30", null, 30d)]
    public void Read_XRateLimit_TimeUntilReset(string limit, string remaining, string reset, string? date, double seconds)
    {
        var observation = Read(X(limit, remaining, reset, date));

        Assert.Multiple(() =>
        {
            Assert.That(observation.HasQuota, Is.True);
            Assert.That(observation.Limit, Is.EqualTo(100));
            Assert.That(observation.Remaining, Is.EqualTo(50));
            Assert.That(observation.UntilReset, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
            Assert.That(observation.ToSnapshot()!.ResetsAt, Is.EqualTo(Now.AddSeconds(seconds)));
        });
    }

    [TestCase("100", "101", "30", TestName = "Read_RemainingAboveLimit_Ignored")]
    [TestCase("0", "0", "30", TestName = "Read_LimitZero_Ignored")]
    [TestCase("1000000000000", "1", "30", TestName = "Read_LimitTenToTheTwelfth_Ignored")]
    [TestCase("-100", "1", "30", TestName = "Read_LimitNegative_Ignored")]
    [TestCase("100", "-1", "30", TestName = "Read_RemainingNegative_Ignored")]
    [TestCase("100", "1", "-30", TestName = "Read_ResetNegative_Ignored")]
    [TestCase("100", "1", "99999999999999999999", TestName = "Read_ResetNoLong_Ignored")]
    [TestCase("100", "1", "soon", TestName = "Read_ResetGarbage_Ignored")]
    [TestCase("1,000", "1", "30", TestName = "Read_LimitGrouped_Ignored")]
    [TestCase("1e2", "1", "30", TestName = "Read_LimitExponent_Ignored")]
    [TestCase("", "1", "30", TestName = "Read_LimitEmpty_Ignored")]
    [TestCase(null, "1", "30", TestName = "Read_LimitMissing_Ignored")]
    [TestCase("100", null, "30", TestName = "Read_RemainingMissing_Ignored")]
    [TestCase("100", "1", null, TestName = "Read_ResetMissing_Ignored")]
    [TestCase("100|100", "1", "30", TestName = "Read_LimitTwice_Ignored")]
    [TestCase("100", "1|2", "30", TestName = "Read_RemainingTwice_Ignored")]
    [TestCase("100", "1", "30|30", TestName = "Read_ResetTwice_Ignored")]
    [TestCase("100, 100", "1", "30", TestName = "Read_LimitJoined_Ignored")]
    public void Read_MalformedSet_IgnoredAsAWhole(string? limit, string? remaining, string? reset)
    {
        var observation = Read(X(limit, remaining, reset));

        Assert.Multiple(() =>
        {
            Assert.That(observation.HasQuota, Is.False);
            Assert.That(observation.ToSnapshot(), Is.Null);
            Assert.That(observation.Remaining, Is.Zero);
            Assert.That(observation.UntilReset, Is.EqualTo(TimeSpan.Zero));
        });
    }

    [TestCase("\"default\";r=50;t=30", "\"default\";q=100;w=60", 100, 50, 30d, 60d)]
    [TestCase("\"default\" ; r=50 ; t=30", "\"default\" ; w=60 ; q=100", 100, 50, 30d, 60d)]
    [TestCase("\"default\";r=50;t=30;pk=:abc:", "\"default\";q=100;qu=\"requests\"", 100, 50, 30d, null)]
    [TestCase("\"day\";r=900;t=4000, \"burst\";r=5;t=1", "\"burst\";q=10;w=1, \"day\";q=1000;w=86400", 10, 5, 1d, 1d)]
    [TestCase("\"a,b;c\\\"d\";r=50;t=30", "\"a,b;c\\\"d\";q=100;w=60", 100, 50, 30d, 60d)]
    [TestCase("limit=100, remaining=50, reset=30", "100;w=60", 100, 50, 30d, 60d)]
    [TestCase("limit=100,remaining=50,reset=30", "", 100, 50, 30d, null)]
    [TestCase("reset=30, new=x, remaining=50, limit=100", "10;w=1, 100;w=60", 100, 50, 30d, 60d)]
    [TestCase("\"default\";r=50;t=999999999999", "\"default\";q=100;w=999999999999", 100, 50, Day, Day)]
    public void Read_IetfFields_LimitRemainingResetWindow(
        string field, string policy, int limit, int remaining, double seconds, double? window)
    {
        var observation = Read([("RateLimit", field), ("RateLimit-Policy", policy)]);

        Assert.Multiple(() =>
        {
            Assert.That(observation.Limit, Is.EqualTo(limit));
            Assert.That(observation.Remaining, Is.EqualTo(remaining));
            Assert.That(observation.UntilReset, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
            Assert.That(observation.Window?.TotalSeconds, Is.EqualTo(window));
        });
    }

    [TestCase("\"default\";r=50;t=30", "")]
    [TestCase("\"default\";r=50;t=30", "\"other\";q=100;w=60")]
    [TestCase("\"default\";r=50;t=30", "\"default\";w=60")]
    [TestCase("\"default\";r=50;t=30", "\"default\";q=100, \"default\";q=200")]
    [TestCase("\"default\";r=50;t=30", "\"default\";q=100;q=100")]
    [TestCase("\"default\";r=50;r=50;t=30", "\"default\";q=100;w=60")]
    [TestCase("\"default\";r=101;t=30", "\"default\";q=100;w=60")]
    [TestCase("\"default\";r=-1;t=30", "\"default\";q=100;w=60")]
    [TestCase("\"default\";t=30", "\"default\";q=100;w=60")]
    [TestCase("\"default\";r=50", "\"default\";q=100;w=60")]
    [TestCase("\"default", "\"default")]
    [TestCase("\"default\\", "\"default\\")]
    [TestCase("\"", "\"")]
    [TestCase("limit=100, remaining=50", "100;w=60")]
    [TestCase("limit=100, remaining=50, reset=30, limit=100", "")]
    [TestCase("limit=100, remaining=x, reset=30", "")]
    [TestCase("limit=100, remaining, reset=30", "")]
    [TestCase("=1", "")]
    [TestCase("", "")]
    [TestCase(",;,;=;", ",;,;=;")]
    public void Read_MalformedIetfFields_Ignored(string field, string policy) =>
        Assert.That(Read([("RateLimit", field), ("RateLimit-Policy", policy)]).HasQuota, Is.False);

    [Test]
    public void Read_BothKinds_PrefersXRateLimitUnlessMalformed()
    {
        (string, string)[] ietf = [("RateLimit", "\"d\";r=7;t=30"), ("RateLimit-Policy", "\"d\";q=10;w=60")];

        Assert.Multiple(() =>
        {
            Assert.That(Read([.. X("100", "50", "30"), .. ietf]).Remaining, Is.EqualTo(50));
            Assert.That(Read([.. X("100", "500", "30"), .. ietf]).Remaining, Is.EqualTo(7));
        });
    }

    [Test]
    public void Read_AbsoluteReset_NamesTheWindowByTheServersClock()
    {
        var observation = Read(X("100", "50", "1772370030", ServerDate));

        Assert.That(observation.ServerResetsAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1772370030)));
    }

    [TestCase(HttpStatusCode.TooManyRequests, true)]
    [TestCase(HttpStatusCode.ServiceUnavailable, false)]
    [TestCase(HttpStatusCode.OK, false)]
    public void Read_Status_ThrottledOnlyFor429(HttpStatusCode status, bool throttled)
    {
        var observation = Read([("Retry-After", "7")], status);

        Assert.Multiple(() =>
        {
            Assert.That(observation.IsThrottled, Is.EqualTo(throttled));
            Assert.That(observation.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(observation.ObservedAt, Is.EqualTo(Now));
        });
    }

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    [TestCase("th-TH")]
    [TestCase("fa-IR")]
    [TestCase("ar-SA")]
    [TestCase("sv-SE")]
    public void Read_AnyCulture_ReadsTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Multiple(() =>
            {
                Read_XRateLimit_TimeUntilReset("100", "50", "1772370030", ServerDate, 30);
                Read_MalformedSet_IgnoredAsAWhole("100", "-1", "30");
                Read_IetfFields_LimitRemainingResetWindow("\"D\";r=50;t=30", "\"D\";q=100;w=60", 100, 50, 30, 60);
                Read_IetfFields_LimitRemainingResetWindow("limit=100, remaining=50, reset=30", "100;w=60", 100, 50, 30, 60);
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Read_AnyText_NeverThrowsAndStaysInBounds()
    {
        var text = Gen.OneOf(
            Gen.Int[0, Likely.Length - 1].Select(index => Likely[index]),
            Gen.String[Gen.Char["0123456789;,=\"\\ rtqwlimitremaininget-:GMTSunMar"], 0, 24]);

        Property.ForAll(
            Gen.Select(text, text, text, text, text, text, text),
            one =>
            {
                var (limit, remaining, reset, field, policy, retry, date) = one;
                var observation = Read(
                    [.. X(limit, remaining, reset, date), ("RateLimit", field), ("RateLimit-Policy", policy), ("Retry-After", retry)]);
                if (observation.UntilReset < TimeSpan.Zero || observation.UntilReset > TimeSpan.FromDays(1)
                    || observation.RetryAfter < TimeSpan.Zero || observation.RetryAfter > TimeSpan.FromDays(1)
                    || observation.Remaining < 0 || observation.Remaining > observation.Limit)
                {
                    throw new InvalidOperationException($"Out of bounds: {observation}");
                }
            },
            count: 5_000);
    }

    private static (string, string)[] X(string? limit, string? remaining, string? reset, string? date = null) =>
    [
        .. Header("X-RateLimit-Limit", limit),
        .. Header("X-RateLimit-Remaining", remaining),
        .. Header("X-RateLimit-Reset", reset),
        .. Header("Date", date),
    ];

    private static (string, string)[] Header(string name, string? values) =>
        [.. (values?.Split('|') ?? []).Select(value => (name, value))];

    private static QuotaObservation Read((string Name, string Value)[] headers, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            answer.Headers.TryAddWithoutValidation(name, value);

        return RateLimitHeaders.Read(answer.Headers, status, Now);
    }
}

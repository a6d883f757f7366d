using System.Globalization;
using ArkForge.Extensions.RateLimiting.Internal;

namespace ArkForge.Extensions.Tests.RateLimiting;

public sealed class RetryAfterHeaderTests
{
    private const double Day = 86_400;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("30", 30d)]
    [TestCase(" 30 ", 30d)]
    [TestCase("0", 0d)]
    [TestCase("00030", 30d)]
    [TestCase("5000000", Day)]
    [TestCase("2147483647", Day)]
    [TestCase("9223372036854775807", Day)]
    [TestCase("99999999999999999999999999", Day)]
    [TestCase("Sun, 01 Mar 2026 12:00:30 GMT", 30d)]
    [TestCase("Sunday, 01-Mar-26 12:00:30 GMT", 30d)]
    [TestCase("Sun Mar  1 12:00:30 2026", 30d)]
    [TestCase("Sun, 01 Mar 2026 11:00:00 GMT", 0d)]
    [TestCase("Sunday, 06-Nov-94 08:49:37 GMT", 0d)]
    [TestCase("Friday, 31-Dec-77 08:49:37 GMT", 0d)]
    [TestCase("Friday, 31-Dec-75 08:49:37 GMT", Day)]
    [TestCase("Fri, 31 Dec 9999 23:59:59 GMT", Day)]
    [TestCase("5, 30", 30d)]
    [TestCase("30, 5", 30d)]
    [TestCase("30, garbage", 30d)]
    [TestCase("Sun, 01 Mar 2026 12:00:30 GMT, 5", 30d)]
    [TestCase("Sun, 01 Mar 2026 12:00:30 GMT, Sun, 01 Mar 2026 12:00:40 GMT", 40d)]
    [TestCase("-1", null)]
    [TestCase("+30", null)]
    [TestCase("1.5", null)]
    [TestCase("1e3", null)]
    [TestCase("soon", null)]
    [TestCase("", null)]
    [TestCase(",,,", null)]
    [TestCase("٣٠", null)]
    [TestCase("Sun, 32 Mar 2026 12:00:30 GMT", null)]
    [TestCase("2026-03-01T12:00:30Z", null)]
    public void Read_OneHeader_SecondsOrNothing(string value, double? seconds)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Retry-After", value);

        Assert.That(RetryAfterHeader.Read(answer.Headers, Now), Is.EqualTo(Time(seconds)));
    }

    [TestCase(new[] { "5", "30" }, 30d)]
    [TestCase(new[] { "30", "5" }, 30d)]
    [TestCase(new[] { "x", "5" }, 5d)]
    [TestCase(new[] { "x", "y" }, null)]
    [TestCase(new string[0], null)]
    public void Read_SeveralHeaders_LargestOfTheValid(string[] values, double? seconds)
    {
        using var answer = new HttpResponseMessage();
        foreach (var value in values)
            answer.Headers.TryAddWithoutValidation("Retry-After", value);

        Assert.That(RetryAfterHeader.Read(answer.Headers, Now), Is.EqualTo(Time(seconds)));
    }

    [Test]
    public void Read_DateOfASkewedServer_CountsFromTheServersClock()
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Date", "Sun, 01 Mar 2026 13:00:00 GMT");
        answer.Headers.TryAddWithoutValidation("Retry-After", "Sun, 01 Mar 2026 13:00:30 GMT");

        Assert.That(RetryAfterHeader.Read(answer.Headers, Now), Is.EqualTo(TimeSpan.FromSeconds(30)));
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
                Read_OneHeader_SecondsOrNothing("30", 30);
                Read_OneHeader_SecondsOrNothing("-30", null);
                Read_OneHeader_SecondsOrNothing("Sun, 01 Mar 2026 12:00:30 GMT", 30);
                Read_OneHeader_SecondsOrNothing("Sunday, 01-Mar-26 12:00:30 GMT", 30);
                Read_OneHeader_SecondsOrNothing("Sun Mar  1 12:00:30 2026", 30);
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static TimeSpan? Time(double? seconds) => seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
}

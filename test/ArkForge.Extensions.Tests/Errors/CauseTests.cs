using ArkForge.Extensions.Errors.Internal;
using ArkForge.Extensions.Tests.Infrastructure;

namespace ArkForge.Extensions.Tests.Errors;

/// <summary>Which failures may be the inner exception of ours: none whose text quotes the wire or a key.</summary>
public sealed class CauseTests
{
    private static TestCaseData[] Causes() =>
    [
        new(new HttpRequestException(HttpRequestError.ConnectionError), true),
        new(new HttpRequestException(HttpRequestError.ResponseEnded, inner: new IOException("reset")), true),
        new(new HttpRequestException(HttpRequestError.InvalidResponse), false),
        new(new HttpRequestException(HttpRequestError.HttpProtocolError), false),
        new(new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), false),
        new(new HttpIOException(HttpRequestError.InvalidResponse), false),
        new(new HttpRequestException(HttpRequestError.Unknown, inner: new HttpIOException(HttpRequestError.InvalidResponse)), false),
        new(new InvalidOperationException("broken handler"), true),
        new(new InvalidOperationException($"broken handler, {TestKeys.Canary}"), false),
        new(new InvalidOperationException("broken handler", new FormatException(TestKeys.Canary)), false),
    ];

    [TestCaseSource(nameof(Causes))]
    public void CauseOf_AFailure_IsChainedOnlyIfItQuotesNothing(Exception failure, bool isChained) =>
        Assert.That(ErrorMap.CauseOf(failure), isChained ? Is.SameAs(failure) : Is.Null);
}

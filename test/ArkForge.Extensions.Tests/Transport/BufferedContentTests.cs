using System.Text;
using ArkForge.Extensions.Transport.Internal;

namespace ArkForge.Extensions.Tests.Transport;

/// <summary>The answer as handlers around the attempts see it: whole, decoded, to be read as often as they like.</summary>
public sealed class BufferedContentTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"status":"ok"}""");

    [Test]
    public async Task Content_ReadInAnyWay_GivesTheBody()
    {
        using var original = new ByteArrayContent([1, 2, 3]);
        using var content = new BufferedContent(Body, original);
        using var viaSync = new MemoryStream();
        using var viaAsync = new MemoryStream();
        content.CopyTo(viaSync, null, CancellationToken.None);
        await content.CopyToAsync(viaAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(viaSync.ToArray(), Is.EqualTo(Body));
            Assert.That(viaAsync.ToArray(), Is.EqualTo(Body));
            Assert.That(await content.ReadAsStringAsync(), Is.EqualTo("""{"status":"ok"}"""));
            Assert.That(content.Headers.ContentLength, Is.EqualTo(Body.Length));
        }
    }

    [Test]
    public void Headers_OfTheOriginal_AreKeptUnlessTheyDescribeWhatWasUndone()
    {
        using var original = new ByteArrayContent([1]);
        original.Headers.Add("Content-Language", ["en", "de"]);
        original.Headers.Add("Content-Encoding", "gzip");
        original.Headers.Add("Content-Length", "999");
        original.Headers.TryAddWithoutValidation("Content-Type", "no media type;;");
        original.Headers.TryAddWithoutValidation("X-Custom", "a");

        using var content = new BufferedContent(Body, original);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(content.Headers.ContentLanguage, Is.EqualTo(["en", "de"]));
            Assert.That(content.Headers.ContentEncoding, Is.Empty);
            Assert.That(content.Headers.ContentLength, Is.EqualTo(Body.Length));
            Assert.That(content.Headers.ContentType, Is.Null, "it breaks its own grammar");
            Assert.That(content.Headers.GetValues("X-Custom"), Is.EqualTo(["a"]));
        }
    }
}

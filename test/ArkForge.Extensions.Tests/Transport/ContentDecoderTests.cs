using System.Text;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Tests.Infrastructure;
using ArkForge.Extensions.Transport.Internal;

namespace ArkForge.Extensions.Tests.Transport;

public sealed class ContentDecoderTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000)));

    [Test]
    public void Decode_WithoutCoding_GivesTheBodyItself()
    {
        ReadOnlyMemory<byte> body = Text;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ContentDecoder.Decode(body, [], 1).Equals(body), Is.True);
            Assert.That(ContentDecoder.Decode(body, ["Identity"], 1).Equals(body), Is.True);
            Assert.That(ContentDecoder.Decode(default, ["zstd"], 1).IsEmpty, Is.True);
        }
    }

    [TestCase("gzip")]
    [TestCase("GZip")]
    [TestCase("x-gzip")]
    public void Decode_Gzip_GivesTheText(string coding) =>
        Assert.That(ContentDecoder.Decode(Compressed.Gzip(Text), [coding], Text.Length).ToArray(), Is.EqualTo(Text));

    [TestCase("br")]
    [TestCase("BR")]
    public void Decode_Brotli_GivesTheText(string coding) =>
        Assert.That(ContentDecoder.Decode(Compressed.Brotli(Text), [coding], Text.Length).ToArray(), Is.EqualTo(Text));

    [TestCase("gzip")]
    [TestCase("br")]
    public void Decode_CutAnywhere_NeverPassesForWhole(string coding)
    {
        var whole = coding == "br" ? Compressed.Brotli(Answers.Health) : Compressed.Gzip(Answers.Health);

        using (Assert.EnterMultipleScope())
        {
            for (var length = 1; length < whole.Length; length++)
            {
                Assert.That(
                    () => ContentDecoder.Decode(whole.AsMemory(0, length), [coding], 1000), Throws.TypeOf<UnreadableBodyException>(), $"{length} of {whole.Length}");
            }
        }
    }

    [TestCase("gzip", false)]
    [TestCase("br", true)]
    public void Decode_ABomb_StaysWithinTheBound(string coding, bool isBrotli)
    {
        var zeros = new byte[20 * 1024 * 1024];
        var bomb = isBrotli ? Compressed.Brotli(zeros) : Compressed.Gzip(zeros);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => ContentDecoder.Decode(bomb, [coding], 1024 * 1024), Throws.TypeOf<UnreadableBodyException>().With.Property("MayRecover").False);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * 1024 * 1024));
    }

    [Test]
    public void Decode_GzipOfSeveralMembers_GivesThemAll() => Assert.That(
        ContentDecoder.Decode((byte[])[.. Compressed.Gzip(Text), .. Compressed.Gzip(Text)], ["gzip"], 2 * Text.Length).ToArray(),
        Is.EqualTo((byte[])[.. Text, .. Text]));

    [Test]
    public void Decode_MemoryThatIsNoArray_Works()
    {
        using var memory = new NativeBytes(Compressed.Gzip(Text));

        Assert.That(ContentDecoder.Decode(memory.Memory, ["gzip"], Text.Length).ToArray(), Is.EqualTo(Text));
    }

    private sealed class NativeBytes(byte[] bytes) : System.Buffers.MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => bytes;

        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}

using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Transport.Internal;

namespace ArkForge.Extensions.Tests.Transport;

public sealed class BodyBufferTests
{
    [TestCase(1, 0)]
    [TestCase(4096, 0)]
    [TestCase(4097, 0)]
    [TestCase(100_000, 0)]
    [TestCase(100_000, 100_000)]
    [TestCase(10, 1_000_000)]
    public void Advance_UpToTheBound_KeepsEveryByte(int bytes, int expectedBytes)
    {
        var buffer = new BodyBuffer(bytes, expectedBytes);

        for (var i = 0; i < bytes; i++)
        {
            buffer.Free[0] = (byte)i;
            buffer.Advance(1);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(buffer.Free.Length, Is.GreaterThan(0), "the read that finds the end needs room");
            Assert.That(buffer.Length, Is.EqualTo(bytes));
            Assert.That(buffer.Written.Span.SequenceEqual(Enumerable.Range(0, bytes).Select(i => (byte)i).ToArray()), Is.True);
        }
    }

    [TestCase(0)]
    [TestCase(5000)]
    public void Advance_BeyondTheBound_IsRefused(int maxBytes)
    {
        var buffer = new BodyBuffer(maxBytes);
        while (buffer.Length < maxBytes) buffer.Advance(Math.Min(buffer.Free.Length, maxBytes - buffer.Length));

        Assert.That(() => buffer.Advance(1), Throws.TypeOf<UnreadableBodyException>().With.Property("MayRecover").False);
    }

    [Test]
    public void Free_NeverHasRoomForMoreThanOneByteBeyondTheBound()
    {
        var buffer = new BodyBuffer(10_000);

        while (buffer.Length < 10_000)
        {
            Assert.That(buffer.Length + buffer.FreeMemory.Length, Is.LessThanOrEqualTo(10_001));
            buffer.Advance(Math.Min(buffer.FreeMemory.Length, 10_000 - buffer.Length));
        }
    }
}

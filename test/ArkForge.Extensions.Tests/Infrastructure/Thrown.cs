namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>The exception of a call that must fail.</summary>
internal static class Thrown
{
    public static async Task<TException> ByAsync<TException>(Task call)
        where TException : Exception
    {
        try
        {
            await call;
        }
        catch (Exception e)
        {
            Assert.That(e, Is.InstanceOf<TException>());
            return (TException)e;
        }

        throw new AssertionException($"The call should have failed with {typeof(TException).Name}.");
    }
}

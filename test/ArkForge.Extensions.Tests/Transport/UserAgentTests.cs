using ArkForge.Extensions.Configuration.Internal;

namespace ArkForge.Extensions.Tests.Transport;

public sealed class UserAgentTests
{
    [TestCase(null)]
    [TestCase("")]
    public void With_NoSuffix_IsOurs(string? suffix) =>
        Assert.That(UserAgent.With(suffix), Is.EqualTo($"arkforge-dotnet/{UserAgent.ClientVersion} dotnet/{Environment.Version}"));

    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("my-app", false)]
    [TestCase("my-app/1.2 (linux; x64) other/3", false)]
    [TestCase("my app/1/2", true)]
    [TestCase("a\r\nX-Evil: 1", true)]
    [TestCase("(open", true)]
    [TestCase("ü", true)]
    public void FindFault_OfASuffix_SaysHowToWriteIt(string? suffix, bool isFault) =>
        Assert.That(UserAgent.FindFault(suffix), isFault ? Is.EqualTo("is not a list of product tokens; write it like my-app/1.2") : Is.Null);
}

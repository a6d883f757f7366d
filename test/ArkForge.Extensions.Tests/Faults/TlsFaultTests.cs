using System.Security.Cryptography.X509Certificates;
using ArkForge.Extensions.Tests.Faults.Support;

namespace ArkForge.Extensions.Tests.Faults;

/// <summary>The matrix, connection: certificates that are not to be trusted, and none at all.</summary>
public sealed class TlsFaultTests : FaultTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task TrustedCertificate_Success(bool isAsync)
    {
        var bench = ServeSecure(TestCertificates.Good);

        await Patience.For(bench.CreateKeyAsync(isAsync));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public Task UntrustedCertificate_ConnectionExceptionNotRetried(bool isAsync) =>
        RefusesAsync(Serve(connection => connection.AnswerAllAsync(Answer.CreatedKey), certificate: TestCertificates.Good), isAsync);

    [TestCase(true)]
    [TestCase(false)]
    public Task ExpiredCertificate_ConnectionExceptionNotRetried(bool isAsync) => RefusesAsync(ServeSecure(TestCertificates.Expired), isAsync);

    [TestCase(true)]
    [TestCase(false)]
    public Task WrongHostCertificate_ConnectionExceptionNotRetried(bool isAsync) => RefusesAsync(ServeSecure(TestCertificates.WrongHost), isAsync);

    [TestCase(true)]
    [TestCase(false)]
    public Task PlainHttpOnHttps_ConnectionExceptionNotRetried(bool isAsync) => RefusesAsync(
        Serve(
            async connection =>
            {
                await connection.ReadSomethingAsync();
                await connection.SendAsync(Answer.Error("400 Bad Request"));
            },
            options => options.BaseUrl = new UriBuilder(options.BaseUrl!) { Scheme = "https" }.Uri),
        isAsync);

    private FaultBench ServeSecure(X509Certificate2 certificate) => Serve(
        connection => connection.AnswerAllAsync(Answer.CreatedKey),
        build: builder => FaultBench.ChangeSockets(builder, TestCertificates.Trust),
        certificate: certificate);

    private static async Task RefusesAsync(FaultBench bench, bool isAsync)
    {
        var failure = await bench.FailsAsync<ArkForgeConnectionException>(bench.CreateKeyAsync(isAsync));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Attempts, failure.IsTransient, failure.OutcomeUnknown), Is.EqualTo((1, false, false)));
            Assert.That(failure.Message, Does.Contain("TLS"));
            Assert.That(bench.Server.Connections, Is.EqualTo(1));
            Assert.That(bench.Server.Requests, Is.Empty);
        }
    }
}

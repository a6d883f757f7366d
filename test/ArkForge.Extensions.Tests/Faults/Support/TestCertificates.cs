using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>Certificates of an authority that nobody knows, until a test trusts it.</summary>
internal static class TestCertificates
{
    private static readonly X509Certificate2 Root = MakeRoot();

    public static X509Certificate2 Good { get; } = Issue("localhost", -1, 30);

    public static X509Certificate2 Expired { get; } = Issue("localhost", -20, -10);

    public static X509Certificate2 WrongHost { get; } = Issue("elsewhere.example", -1, 30);

    /// <summary>Makes a client trust the authority, so that only what else is wrong with a certificate is left.</summary>
    public static void Trust(SocketsHttpHandler sockets) => sockets.SslOptions = new SslClientAuthenticationOptions
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Root },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    private static X509Certificate2 MakeRoot()
    {
        var request = new CertificateRequest("CN=ArkForge test authority", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-30), now.AddDays(60));
    }

    private static X509Certificate2 Issue(string host, int fromDay, int toDay)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(Root, now.AddDays(fromDay), now.AddDays(toDay), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Not every platform's TLS takes a key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}

using System.Net.Http.Headers;
using System.Reflection;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>What the client says it is.</summary>
internal static class UserAgent
{
    /// <summary>The version of this package, such as <c>0.1.0</c>.</summary>
    public static readonly string ClientVersion =
        typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static readonly string Own = $"arkforge-dotnet/{ClientVersion} dotnet/{Environment.Version}";

    public static string With(string? suffix) => string.IsNullOrEmpty(suffix) ? Own : $"{Own} {suffix}";

    public static string? FindFault(string? suffix)
    {
        if (string.IsNullOrEmpty(suffix)) return null;
        // The parser lets a comment hold what the wire then refuses.
        return !suffix.AsSpan().ContainsAnyExceptInRange('\x20', '\x7E') && IsParsed(suffix)
            ? null
            : $"is not a list of product tokens; write it like {new ProductInfoHeaderValue("my-app", "1.2")}";
    }

    private static bool IsParsed(string suffix)
    {
        using var probe = new HttpRequestMessage();
        try
        {
            probe.Headers.UserAgent.ParseAdd(suffix);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

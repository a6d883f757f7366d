using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions.Authentication.Internal;

/// <summary>A well-formed key, as the corridor needs it: for the wire, and as an id that does not reveal it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed class ApiKey(string value)
{
    private const int IdBytes = 8;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value = value;

    /// <summary>The beginning of the key's SHA-256, in hexadecimal: tells keys apart in state that outlives a call.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(value)).AsSpan(0, IdBytes));

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public AuthenticationHeaderValue Header { get; } = new("Bearer", value);

    public bool Is(string value) => string.Equals(_value, value, StringComparison.Ordinal);

    public override string ToString() => Redaction.Key(_value);
}

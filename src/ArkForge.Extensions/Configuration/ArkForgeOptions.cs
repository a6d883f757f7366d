using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using ArkForge.Extensions.Diagnostics.Internal;

namespace ArkForge.Extensions;

/// <summary>The settings of one ArkForge client, bound from the <c>ArkForge</c> section of the configuration.</summary>
/// <remarks>
/// Bound in this order, later ones winning: section <c>ArkForge</c>; for a named client section
/// <c>ArkForge:Clients:&lt;name&gt;</c>; <c>ARKFORGE_API_KEY</c> and <c>ARKFORGE_BASE_URL</c> where still unset; the
/// delegate given to <c>AddArkForge</c>. Validated when the host starts. Changes of the configuration apply to the next
/// call, and a changed key to the next attempt; a change that does not validate is logged and the last good settings stay.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ArkForgeOptions
{
    /// <summary>The configuration section the settings are bound from.</summary>
    public const string SectionName = "ArkForge";

    /// <summary>The base address used when none is configured: <c>http://localhost:3001</c>.</summary>
    public const string DefaultBaseUrl = "http://localhost:3001";

    private const string MissingObject = "is null; give a new object, or leave the one that is there";

    /// <summary>The address of the service; the API's paths are appended to it.</summary>
    /// <value><see langword="null"/> by default, which means <see cref="DefaultBaseUrl"/>.</value>
    /// <remarks><c>https</c> is required, except for a loopback host.</remarks>
    public Uri? BaseUrl { get; set; }

    /// <summary>The API key: <c>sk-arkforge-</c> and what follows. Required, unless an API key provider is registered.</summary>
    /// <remarks>
    /// Keep it out of files under version control: use the environment (<c>ARKFORGE_API_KEY</c>), user secrets or a vault.
    /// Only its first 16 characters ever appear in logs, messages and debugger views.
    /// </remarks>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? ApiKey { get; set; }

    /// <summary>How long an attempt and a call may take.</summary>
    [Required(ErrorMessage = MissingObject)]
    public ArkForgeTimeoutOptions Timeouts { get; set; } = new();

    /// <summary>When and how often a failed attempt is repeated.</summary>
    [Required(ErrorMessage = MissingObject)]
    public ArkForgeRetryOptions Retry { get; set; } = new();

    /// <summary>When the client stops calling a service that keeps failing.</summary>
    [Required(ErrorMessage = MissingObject)]
    public ArkForgeCircuitBreakerOptions CircuitBreaker { get; set; } = new();

    /// <summary>How the client keeps to the quota of the API key.</summary>
    [Required(ErrorMessage = MissingObject)]
    public ArkForgeRateLimitingOptions RateLimiting { get; set; } = new();

    /// <summary>How member names are written in request bodies; both spellings are always read.</summary>
    /// <value><see cref="JsonNaming.CamelCase"/> by default.</value>
    [EnumDataType(typeof(JsonNaming), ErrorMessage = "is not a naming; use CamelCase or SnakeCase")]
    public JsonNaming JsonNaming { get; set; } = JsonNaming.CamelCase;

    /// <summary>A product token appended to the <c>User-Agent</c> header, such as <c>my-app/1.2</c>.</summary>
    /// <value><see langword="null"/> by default: nothing is appended.</value>
    [StringLength(200, ErrorMessage = "is longer than 200 characters; shorten it")]
    public string? UserAgentSuffix { get; set; }

    /// <summary>The largest answer that is read, in bytes, before and after decompression.</summary>
    /// <value>16 MiB by default; 1 KiB to 1 GiB.</value>
    /// <remarks>A larger one fails with <see cref="ArkForgeResponseException"/>, having used no more memory than this.</remarks>
    [Range(1024, 1 << 30, ErrorMessage = "must be from 1024 (1 KiB) to 1073741824 (1 GiB) bytes")]
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Whether request and response bodies are logged at level Debug, secrets blanked, at most 4,096 characters each.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool Debug { get; set; }

    /// <summary>Faults met while the configuration was bound; reported by the validator together with its own.</summary>
    [JsonIgnore]
    internal List<string> BindingFaults { get; } = [];

    /// <summary>The settings in one line, the API key by its first 16 characters.</summary>
    /// <returns>The settings for a log or a debugger.</returns>
    public override string ToString() =>
        $"ArkForgeOptions {{ BaseUrl = {Redaction.Address(BaseUrl)}, ApiKey = {Redaction.Key(ApiKey)}, Timeouts = {Timeouts}, " +
        $"Retry = {Retry}, RateLimiting = {RateLimiting?.Enabled}, CircuitBreaker = {CircuitBreaker?.Enabled}, JsonNaming = {JsonNaming}, Debug = {Debug} }}";
}

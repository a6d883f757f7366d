using ArkForge.Extensions.Authentication.Internal;
using ArkForge.Extensions.Diagnostics.Internal;
using ArkForge.Extensions.Validation.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Refuses options that cannot work: every fault at once, by configuration path, with the fix and without a secret.</summary>
/// <param name="clientName">The client whose options are validated.</param>
/// <param name="section">The path of the section in whose terms faults are reported.</param>
/// <param name="needsKey">Whether the key must stand in the options.</param>
internal sealed class ArkForgeOptionsValidator(string clientName, Func<string> section, Func<bool> needsKey) : IValidateOptions<ArkForgeOptions>
{
    public ValidateOptionsResult Validate(string? name, ArkForgeOptions options)
    {
        if (name != clientName) return ValidateOptionsResult.Skip;
        string[] faults =
        [
            .. options.BindingFaults,
            .. RequestValidator.Validate(options).SelectMany(fault => fault.Value.Select(message => $"{Path(fault.Key)}: {message}")),
            .. Crossing(options),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Crossing(ArkForgeOptions options)
    {
        if (needsKey() && ApiKeyFormat.FindFault(options.ApiKey) is { } keyFault)
        {
            yield return $"{Path(nameof(options.ApiKey))}: {keyFault}; put the key, '{ApiKeyFormat.Prefix}' and what follows, there, "
                + "in user secrets, or in the environment variable ARKFORGE_API_KEY";
        }

        if (FindAddressFault(options.BaseUrl) is { } addressFault)
            yield return $"{Path(nameof(options.BaseUrl))}: {addressFault}";

        if (UserAgent.FindFault(options.UserAgentSuffix) is { } agentFault)
            yield return $"{Path(nameof(options.UserAgentSuffix))}: {agentFault}";

        if (options.Timeouts is { } timeouts && timeouts.Attempt > timeouts.Total)
        {
            yield return $"{Path("Timeouts.Attempt")} ({timeouts.Attempt:c}) must not exceed {Path("Timeouts.Total")} ({timeouts.Total:c}); "
                + "lower the first or raise the second";
        }

        if (options.Retry is { } retry && retry.BaseDelay > retry.MaxDelay)
        {
            yield return $"{Path("Retry.BaseDelay")} ({retry.BaseDelay:c}) must not exceed {Path("Retry.MaxDelay")} ({retry.MaxDelay:c}); "
                + "lower the first or raise the second";
        }
    }

    private static string? FindAddressFault(Uri? address) => address switch
    {
        null => null,
        { IsAbsoluteUri: false } => "is not an absolute address; write it like https://api.arkforge.example",
        { Scheme: not ("http" or "https") } => "does not begin with https:// (or http://, for a loopback host); write it like https://api.arkforge.example",
        { UserInfo.Length: > 0 } => "holds user information; leave it out, the API key authenticates",
        _ when address.Query.Length + address.Fragment.Length > 0 => "holds a query or fragment; leave it out",
        { Scheme: "http", IsLoopback: false } =>
            $"({Redaction.Address(address)}) would send the API key unencrypted; use https (http is for loopback hosts only)",
        _ => null,
    };

    private string Path(string member) => $"{section()}:{member.Replace(".", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)}";
}

using ArkForge.Extensions.Diagnostics.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Binds one client's options from its sections and, where they leave it unset, from the environment.</summary>
internal sealed class BindConfiguration(
    string name, IReadOnlyCollection<string> registered, IReadOnlyList<IConfigurationSection> sections, IConfiguration? root, EnvironmentReader environment)
    : IConfigureNamedOptions<ArkForgeOptions>
{
    public const string ClientsSection = "Clients";
    private const string ApiKeyVariable = "ARKFORGE_API_KEY";
    private const string BaseUrlVariable = "ARKFORGE_BASE_URL";

    public void Configure(string? optionsName, ArkForgeOptions options)
    {
        if (optionsName != name) return;
        foreach (var section in sections) Bind(section, options);
        if (string.IsNullOrEmpty(options.ApiKey)) options.ApiKey = Read(ApiKeyVariable);
        if (options.BaseUrl is null && Read(BaseUrlVariable) is { Length: > 0 } address) BindAddress(address, options);
    }

    public void Configure(ArkForgeOptions options) => Configure(Options.DefaultName, options);

    private void Bind(IConfigurationSection section, ArkForgeOptions options)
    {
        if (!string.IsNullOrEmpty(section.Value))
            options.BindingFaults.Add($"{Redaction.Text(section.Path)} is a section, not a single value; write a setting below it, such as {nameof(ArkForgeOptions.ApiKey)}");

        var faults = FindFaults(section).ToArray();
        options.BindingFaults.AddRange(faults.Select(fault => fault.Message));
        // What is sound is bound all the same, so that the validator finds the remaining faults in the same run. A null is
        // no value: the binder would put it in the place of one from a weaker source.
        var refused = faults.Select(fault => fault.Path).ToArray();
        new ConfigurationBuilder()
            .AddInMemoryCollection(section.AsEnumerable(makePathsRelative: true)
                .Where(pair => pair.Value is not null && !refused.Any(path => IsBelow(ConfigurationPath.Combine(section.Path, pair.Key), path))))
            .Build()
            .Bind(options);
    }

    private IEnumerable<(string Path, string Message)> FindFaults(IConfigurationSection section)
    {
        string[] alsoKnown = HoldsClients(section) ? [ClientsSection] : [];
        foreach (var fault in ConfigurationFaults.Find(section, typeof(ArkForgeOptions), alsoKnown)) yield return fault;
        foreach (var clients in alsoKnown)
        {
            foreach (var fault in ClientSections.Find(section.GetSection(clients), registered)) yield return fault;
        }
    }

    // A client's own section holds no further clients.
    private static bool HoldsClients(IConfigurationSection section) =>
        !string.Equals(ConfigurationPath.GetSectionKey(ConfigurationPath.GetParentPath(section.Path)), ClientsSection, StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string path, string ancestor) =>
        path.StartsWith(ancestor, StringComparison.OrdinalIgnoreCase)
        && (path.Length == ancestor.Length || path[ancestor.Length] == ConfigurationPath.KeyDelimiter[0]);

    private static void BindAddress(string address, ArkForgeOptions options)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var parsed)) options.BaseUrl = parsed;
        else options.BindingFaults.Add($"{BaseUrlVariable} is not an address such as https://api.arkforge.example");
    }

    private string? Read(string variable) => root?[variable] is { Length: > 0 } value ? value : environment(variable);
}

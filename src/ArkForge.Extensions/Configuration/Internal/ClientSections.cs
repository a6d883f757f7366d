using ArkForge.Extensions.Diagnostics.Internal;
using Microsoft.Extensions.Configuration;

namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Finds faults in the section that holds those of the named clients: a mistyped name would leave a client with another's key.</summary>
internal static class ClientSections
{
    public static IEnumerable<(string Path, string Message)> Find(IConfigurationSection clients, IReadOnlyCollection<string> registered)
    {
        if (!string.IsNullOrEmpty(clients.Value))
            yield return (clients.Path, $"{clients.Path} is a section, not a single value; write the name of a client below it, and its settings below that");

        var sections = clients.GetChildren().ToArray();
        var unset = registered.Except(sections.Select(section => section.Key), StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (var section in sections)
        {
            var path = Redaction.Text(section.Path);
            if (registered.Contains(section.Key, StringComparer.OrdinalIgnoreCase)) continue; // looked at when it is bound
            // Settings of clients that this application does not use may stand here for another that does.
            if (Spelling.Nearest(section.Key, unset) is { } meant)
                yield return (section.Path, $"{path} names no client that AddArkForge registers; did you mean {meant}?");
            foreach (var fault in ConfigurationFaults.Find(section, typeof(ArkForgeOptions))) yield return fault;
        }
    }
}

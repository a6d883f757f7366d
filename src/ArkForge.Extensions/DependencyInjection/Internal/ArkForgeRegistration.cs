using ArkForge.Extensions.Configuration.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace ArkForge.Extensions.DependencyInjection.Internal;

/// <summary>What the application has asked for under one client name. One per name, whatever the number of <c>AddArkForge</c> calls.</summary>
internal sealed class ArkForgeRegistration(string name)
{
    public string Name => name;

    /// <summary>The name of the client's <see cref="HttpClient"/> in the factory.</summary>
    public string HttpClientName => name.Length == 0 ? ArkForgeOptions.SectionName : $"{ArkForgeOptions.SectionName}:{name}";

    /// <summary>The section in whose terms faults are reported.</summary>
    public string Path { get; private set; } =
        name.Length == 0 ? ArkForgeOptions.SectionName : ConfigurationPath.Combine(ArkForgeOptions.SectionName, BindConfiguration.ClientsSection, name);

    /// <summary>The sections given in code, which take the place of the client's own section.</summary>
    public List<IConfigurationSection> Sections { get; } = [];

    public bool HasApiKeyProvider { get; set; }

    public Action<ResiliencePipelineBuilder<HttpResponseMessage>, IServiceProvider>? ConfigureResilience { get; set; }

    public List<Func<IServiceProvider, DelegatingHandler>> PerCallHandlers { get; } = [];

    public List<Func<IServiceProvider, DelegatingHandler>> PerAttemptHandlers { get; } = [];

    public void Use(IConfigurationSection section)
    {
        Sections.Add(section);
        Path = section.Path;
    }

    /// <summary>The sections to bind, the strongest last.</summary>
    public IEnumerable<IConfigurationSection> SectionsOf(IConfiguration? root)
    {
        if (root is not null && (name.Length > 0 || Sections.Count == 0)) yield return root.GetSection(ArkForgeOptions.SectionName);
        if (root is not null && name.Length > 0 && Sections.Count == 0)
            yield return root.GetSection(ConfigurationPath.Combine(ArkForgeOptions.SectionName, BindConfiguration.ClientsSection, name));
        foreach (var section in Sections) yield return section;
    }

    public static ArkForgeRegistration? Find(IServiceCollection services, string name) => services
        .Where(service => service.ServiceType == typeof(ArkForgeRegistration) && !service.IsKeyedService)
        .Select(service => (ArkForgeRegistration)service.ImplementationInstance!)
        .FirstOrDefault(registration => registration.Name == name);
}

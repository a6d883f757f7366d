using ArkForge.Extensions;
using ArkForge.Extensions.DependencyInjection.Internal;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the ArkForge clients.</summary>
/// <remarks>
/// The default client is injected as <see cref="IArkForgePortfolioClient"/> and <see cref="IArkForgeKeyClient"/>, a named one
/// as the keyed service of its name. Both are singletons and may be held for ever. Registering a name again adds to it:
/// the client's own handlers are not doubled, and later settings win.
/// </remarks>
public static class ArkForgeServiceCollectionExtensions
{
    /// <summary>Adds the default client, with the settings of section <c>ArkForge</c> and of the environment.</summary>
    /// <param name="services">The services of the application.</param>
    /// <returns>The builder, to extend the registration.</returns>
    public static IArkForgeBuilder AddArkForge(this IServiceCollection services) => services.AddArkForge("");

    /// <summary>Adds the default client and sets options in code, on top of the configuration.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets options; runs after the configuration has been bound.</param>
    /// <returns>The builder, to extend the registration.</returns>
    public static IArkForgeBuilder AddArkForge(this IServiceCollection services, Action<ArkForgeOptions> configure) => services.AddArkForge("", configure);

    /// <summary>Adds the default client, with the settings of a given section in place of <c>ArkForge</c>.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="section">The section to bind.</param>
    /// <returns>The builder, to extend the registration.</returns>
    public static IArkForgeBuilder AddArkForge(this IServiceCollection services, IConfigurationSection section) => services.AddArkForge("", section);

    /// <summary>Adds a named client, with the settings of section <c>ArkForge</c> and, on top, <c>ArkForge:Clients:&lt;name&gt;</c>.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The name, also the key of the keyed services. Compared ordinally.</param>
    /// <returns>The builder, to extend the registration.</returns>
    public static IArkForgeBuilder AddArkForge(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        if (ArkForgeRegistration.Find(services, name) is null) ArkForgeServices.Add(services, new ArkForgeRegistration(name));
        return new ArkForgeBuilder(name, services);
    }

    /// <summary>Adds a named client and sets options in code, on top of the configuration.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The name, also the key of the keyed services. Compared ordinally.</param>
    /// <param name="configure">Sets options; runs after the configuration has been bound.</param>
    /// <returns>The builder, to extend the registration.</returns>
    public static IArkForgeBuilder AddArkForge(this IServiceCollection services, string name, Action<ArkForgeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddArkForge(name);
        services.Configure(name, configure);
        return builder;
    }

    /// <summary>Adds a named client, with the settings of a given section in place of <c>ArkForge:Clients:&lt;name&gt;</c>.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The name, also the key of the keyed services. Compared ordinally.</param>
    /// <param name="section">The section to bind.</param>
    /// <returns>The builder, to extend the registration.</returns>
    public static IArkForgeBuilder AddArkForge(this IServiceCollection services, string name, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddArkForge(name);
        ArkForgeRegistration.Find(services, name)!.Use(section);
        return builder;
    }
}

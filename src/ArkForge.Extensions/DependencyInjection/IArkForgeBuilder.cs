namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddArkForge</c> returns: extends the registration of one client.</summary>
public interface IArkForgeBuilder
{
    /// <summary>The name of the client; empty for the default one. Also the name of its options.</summary>
    string Name { get; }

    /// <summary>The services of the application.</summary>
    IServiceCollection Services { get; }
}

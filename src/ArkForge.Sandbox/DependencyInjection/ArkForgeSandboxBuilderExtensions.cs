using ArkForge.Extensions;
using ArkForge.Sandbox;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Points an ArkForge client at a sandbox.</summary>
public static class ArkForgeSandboxBuilderExtensions
{
    /// <summary>Makes the client call a running sandbox, with the sandbox's admin key.</summary>
    /// <param name="builder">The registration of the client.</param>
    /// <param name="sandbox">The sandbox; it must outlive the client's calls.</param>
    /// <returns>The same registration.</returns>
    /// <remarks>Base address and API key of the configuration are overruled; everything else stays.</remarks>
    public static IArkForgeBuilder UseSandbox(this IArkForgeBuilder builder, ArkForgeSandbox sandbox)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sandbox);
        builder.Services.PostConfigure<ArkForgeOptions>(builder.Name, options =>
        {
            options.BaseUrl = sandbox.BaseAddress;
            options.ApiKey = sandbox.AdminKey;
        });
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.DependencyInjection.Internal;

/// <inheritdoc cref="IArkForgeBuilder"/>
internal sealed record ArkForgeBuilder(string Name, IServiceCollection Services) : IArkForgeBuilder;

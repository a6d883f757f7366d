namespace WebApp.Rebalancing;

internal static class RebalancingServiceCollectionExtensions
{
    public static IServiceCollection AddRebalancing(this IServiceCollection services)
    {
        services.AddOptions<RebalancingOptions>().BindConfiguration(RebalancingOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        return services.AddHostedService<Rebalancer>();
    }
}

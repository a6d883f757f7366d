using Microsoft.Extensions.DependencyInjection;

namespace QuickStart;

/// <summary>One stop of the tour; its code is the file of the same name.</summary>
internal sealed record Topic(string Name, string Summary, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        Of<Basics>("Is the service well, what can it do, and a first allocation"),
        Of<Portfolio>("Rebalance a portfolio: what to buy and sell, and which swaps do it"),
        Of<Backtest>("Optimise on prices of your own, read from a CSV file"),
        Of<Keys>("The life of an API key, from creation to the first refusal"),
        Of<Errors>("What a refused request says, and to whom"),
        Of<Quota>("How waiting for the quota looks from outside"),
    ];

    private static Topic Of<T>(string summary)
        where T : ITopic =>
        new(typeof(T).Name, summary, (services, cancellationToken) => ActivatorUtilities.CreateInstance<T>(services).RunAsync(cancellationToken));
}

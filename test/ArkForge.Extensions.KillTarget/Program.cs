using System.Globalization;
using ArkForge.Extensions;
using ArkForge.Extensions.KillTarget;
using Microsoft.Extensions.DependencyInjection;

// A batch that may be killed at any moment and is started again until it is through: creates keys and optimises portfolios.
// Arguments: the journal's path, how many keys, how many portfolios. Address and API key come from the environment.
using var journal = new Journal(args[0]);
var (keyCount, portfolioCount) = (int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));

var services = new ServiceCollection();
services.AddArkForge(options =>
{
    options.BaseUrl = new Uri(Environment.GetEnvironmentVariable("ARKFORGE_BASE_URL")!);
    options.ApiKey = Environment.GetEnvironmentVariable("ARKFORGE_API_KEY");
    options.Retry.BaseDelay = TimeSpan.FromMilliseconds(5);
});
await using var provider = services.BuildServiceProvider();
var keys = provider.GetRequiredService<IArkForgeKeyClient>();
var portfolio = provider.GetRequiredService<IArkForgePortfolioClient>();

var items = Enumerable.Range(0, keyCount).Select(number => $"key-{number}")
    .Concat(Enumerable.Range(0, portfolioCount).Select(number => $"portfolio-{number}"))
    .Where(item => !journal.IsDone(item));
await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (item, cancellationToken) =>
{
    // The key is on disk before the request leaves, so that whoever repeats the item repeats the same call.
    var options = new ArkForgeRequestOptions { IdempotencyKey = journal.Begin(item) };
    journal.Done(item, item.StartsWith("key-", StringComparison.Ordinal) ? await CreateAsync(item, options, cancellationToken) : await OptimizeAsync(options, cancellationToken));
});
return 0;

async Task<string> CreateAsync(string name, ArkForgeRequestOptions options, CancellationToken cancellationToken) =>
    (await keys.CreateKeyAsync(new() { Name = name }, options, cancellationToken)).KeyId.ToString(CultureInfo.InvariantCulture);

async Task<string> OptimizeAsync(ArkForgeRequestOptions options, CancellationToken cancellationToken)
{
    var request = new OptimizePortfolioRequest { Assets = ["BTC", "ETH", "SOL"], RiskProfile = RiskProfileType.Moderate };
    return (await portfolio.OptimizePortfolioAsync(request, options, cancellationToken)).Metadata!.WorkflowId!;
}

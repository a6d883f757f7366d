using ArkForge.Extensions;
using ArkForge.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace QuickStart;

/// <summary>Makes more calls than the quota allows. None fails: the client waits for its turn, and says for how long.</summary>
internal sealed class Quota(Display display) : ITopic
{
    private const int Calls = 8;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A service of its own: five calls, then a pause until the window ends. Nobody's real quota is spent.
        await using var sandbox = await ArkForgeSandbox.StartAsync(
            options => (options.QuotaLimit, options.QuotaWindow) = (5, TimeSpan.FromSeconds(2)), cancellationToken);
        var services = new ServiceCollection();
        services.AddArkForge().UseSandbox(sandbox);
        await using var provider = services.BuildServiceProvider();
        var arkforge = provider.GetRequiredService<IArkForgePortfolioClient>();

        List<ArkForgeResponseInfo> answers = [];
        await display.WaitAsync($"{Calls} calls on a quota of 5 every 2 seconds", async progress =>
        {
            while (answers.Count < Calls)
            {
                await arkforge.GetRiskProfilesAsync(new() { OnResponse = answers.Add }, cancellationToken);
                progress.Report(answers[^1].Quota is { Remaining: 0 }
                    ? $"{answers.Count} of {Calls} calls answered, none left: waiting for the next window"
                    : $"{answers.Count} of {Calls} calls answered, {answers[^1].Quota?.Remaining} left in this window");
            }
        });

        display.Table(
            ["Call", "Took", "Left", "Attempts", "Window ends"],
            answers.Select((answer, index) => new[]
            {
                $"{index + 1}", $"{answer.Elapsed.TotalSeconds:0.00} s", $"{answer.Quota?.Remaining}", $"{answer.Attempts}", $"{answer.Quota?.ResetsAt:HH:mm:ss}",
            }));
        display.Say("Headers tell time in whole seconds, so the client waits up to two more than the window: early would be refused.");
        display.Say($"The service refused {sandbox.Requests.RateLimited} of {sandbox.Requests.Total} calls: the client waits before it would be told to.");
        await ShowImpatienceAsync(arkforge, cancellationToken);
    }

    private async Task ShowImpatienceAsync(IArkForgePortfolioClient arkforge, CancellationToken cancellationToken)
    {
        var hurry = new ArkForgeRequestOptions { Timeout = TimeSpan.FromSeconds(1) };
        try
        {
            while (true) await arkforge.GetRiskProfilesAsync(hurry, cancellationToken);
        }
        catch (ArkForgeRateLimitException e)
        {
            display.Say($"A call that has no time to wait fails at once instead, and knows when to come back: in {e.RetryAfter?.TotalSeconds:0.0} s.");
        }
    }
}

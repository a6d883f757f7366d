using System.Globalization;
using ArkForge.Extensions;
using ArkForge.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace QuickStart;

/// <summary>Builds the host, points the client at a service, and runs the topics that were asked for.</summary>
public static class Tour
{
    /// <summary>Runs the tour.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="display">Where to show it.</param>
    /// <returns>0, or 1 after an error of the service or its settings, 2 after a typing error, 130 after Ctrl-C.</returns>
    public static async Task<int> RunAsync(string[] args, Display display)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var command = CommandLine.Parse(args);
        if (command.Fault is { } fault) return display.Refuse(fault);
        if (command.WantsHelp) return display.Help();

        try
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            var arkforge = builder.Services.AddArkForge();

            // No service of your own named? Then one runs inside this process, with real optima on invented prices.
            var hasService = builder.Configuration["ARKFORGE_BASE_URL"] is { Length: > 0 } || builder.Configuration["ARKFORGE_API_KEY"] is { Length: > 0 };
            await using var sandbox = hasService ? null : await ArkForgeSandbox.StartAsync();
            if (sandbox is not null) arkforge.UseSandbox(sandbox);

            builder.Services.AddSingleton(display);
            builder.Logging.ClearProviders();
            if (command.IsVerbose) LogToStandardError(builder.Logging);

            using var host = builder.Build();
            await host.StartAsync();
            display.Welcome(host.Services.GetRequiredService<IOptionsMonitor<ArkForgeOptions>>().CurrentValue, sandbox is not null);
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            try
            {
                foreach (var topic in command.Topics)
                {
                    display.Heading(topic);
                    await topic.RunAsync(host.Services, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return display.Cancelled();
            }
        }
        catch (ArkForgeException e)
        {
            return display.Fail(e.Message);
        }
        catch (OptionsValidationException e)
        {
            return display.Fail([.. e.Failures]);
        }

        return 0;
    }

    private static void LogToStandardError(ILoggingBuilder logging) => logging
        .AddFilter("ArkForge", LogLevel.Debug)
        .AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}

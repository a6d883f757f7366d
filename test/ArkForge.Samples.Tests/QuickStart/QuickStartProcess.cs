using System.Diagnostics;

namespace ArkForge.Samples.Tests.QuickStart;

/// <summary>QuickStart as a user runs it: a process, its exit code, and what it wrote.</summary>
internal static class QuickStartProcess
{
    // Its own output folder: the one of the tests holds the settings of the other sample.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("test", "ArkForge.Samples.Tests"), Path.Combine("samples", "QuickStart"), StringComparison.Ordinal),
        "QuickStart.dll");

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ARKFORGE_BASE_URL");
        start.Environment.Remove("ARKFORGE_API_KEY");
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}

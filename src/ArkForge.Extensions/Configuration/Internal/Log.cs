using Microsoft.Extensions.Logging;

namespace ArkForge.Extensions.Configuration.Internal;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "The changed ArkForge configuration is not valid; the last good settings stay in force: {Faults}")]
    public static partial void ReloadRefused(ILogger logger, string faults);

    [LoggerMessage(101, LogLevel.Error, "The changed ArkForge configuration is not valid, and there are no good settings to keep: {Faults}")]
    public static partial void ReloadInvalid(ILogger logger, string faults);
}

using Microsoft.Extensions.Logging;

namespace ArkForge.Extensions.RateLimiting.Internal;

internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "{Operation} waited {Waited} for the quota of the API key")]
    public static partial void Waited(ILogger logger, string operation, TimeSpan waited);

    [LoggerMessage(401, LogLevel.Warning, "{Operation} was not sent: the quota of the API key is used up, next permit in {RetryAfter}")]
    public static partial void Refused(ILogger logger, string operation, TimeSpan? retryAfter);
}

using Microsoft.Extensions.Logging;

namespace ArkForge.Sandbox.Endpoints.Internal;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Request {RequestId} failed inside the sandbox.")]
    public static partial void Failed(ILogger logger, Exception exception, string requestId);
}

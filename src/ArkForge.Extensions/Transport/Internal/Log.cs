using Microsoft.Extensions.Logging;

namespace ArkForge.Extensions.Transport.Internal;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Debug, "{Method} {Path}, attempt {Attempt}")]
    public static partial void AttemptStarted(ILogger logger, HttpMethod method, string path, int attempt);

    [LoggerMessage(201, LogLevel.Debug, "{Method} {Path}, attempt {Attempt}: answered {StatusCode}, request id {RequestId}")]
    public static partial void AttemptAnswered(ILogger logger, HttpMethod method, string path, int attempt, int statusCode, string? requestId);

    [LoggerMessage(202, LogLevel.Debug, "{Method} {Path}, attempt {Attempt}: no answer, {Failure}")]
    public static partial void AttemptFailed(ILogger logger, HttpMethod method, string path, int attempt, string failure);

    [LoggerMessage(203, LogLevel.Debug, "{What} body of {Operation}, attempt {Attempt}: {Body}")]
    public static partial void Body(ILogger logger, string what, string operation, int attempt, string body);
}

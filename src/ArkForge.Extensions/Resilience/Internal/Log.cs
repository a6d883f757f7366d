using Microsoft.Extensions.Logging;

namespace ArkForge.Extensions.Resilience.Internal;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Information, "{Operation}: attempt {Attempt} failed ({Cause}), retrying after {Delay}")]
    public static partial void Retrying(ILogger logger, string operation, int attempt, string cause, TimeSpan delay);

    [LoggerMessage(301, LogLevel.Warning, "{Operation}: attempt {Attempt} failed and the retry budget is spent; no retry")]
    public static partial void BudgetSpent(ILogger logger, string operation, int attempt);

    [LoggerMessage(302, LogLevel.Warning, "The service keeps failing; the circuit breaker is open for {BreakDuration}")]
    public static partial void CircuitOpened(ILogger logger, TimeSpan breakDuration);

    [LoggerMessage(303, LogLevel.Information, "The service answers again; the circuit breaker is closed")]
    public static partial void CircuitClosed(ILogger logger);
}

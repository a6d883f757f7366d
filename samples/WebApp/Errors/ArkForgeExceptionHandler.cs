using System.Globalization;
using ArkForge.Extensions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace WebApp.Errors;

/// <summary>Tells callers of this application what they can act on, and keeps the rest for the log.</summary>
internal sealed partial class ArkForgeExceptionHandler(IProblemDetailsService problems, ILogger<ArkForgeExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ArkForgeException failure) return false;
        LogFailure(logger, failure.GetType().Name, failure.Message, failure.Attempts);

        var problem = Describe(failure);
        if (failure.Code is { } code) problem.Extensions["code"] = code;
        if (failure.RequestId is { } requestId) problem.Extensions["requestId"] = requestId;
        if (failure.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        context.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
    }

    private static ProblemDetails Describe(ArkForgeException failure) => failure switch
    {
        ArkForgeValidationException invalid => new HttpValidationProblemDetails(invalid.Errors.ToDictionary())
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The request was refused.",
            Detail = invalid.Message,
        },
        ArkForgeNotFoundException => Problem(StatusCodes.Status404NotFound, "There is no such thing.", failure.Message),
        ArkForgeConflictException => Problem(StatusCodes.Status409Conflict, "It is not in a state for this.", failure.Message),
        ArkForgeRateLimitException => Problem(StatusCodes.Status429TooManyRequests, "The quota is used up. Retry-After says when to come back."),
        ArkForgeServiceException => Problem(StatusCodes.Status503ServiceUnavailable, "The portfolio service is not well."),
        ArkForgeTimeoutException => Problem(StatusCodes.Status504GatewayTimeout, "The portfolio service did not answer in time."),
        ArkForgeNetworkException => Problem(StatusCodes.Status502BadGateway, "The portfolio service cannot be reached."),
        // The key is this application's own; its callers can do nothing about it and need not know.
        ArkForgeAuthenticationException => Problem(StatusCodes.Status502BadGateway, "This application is not set up for the portfolio service."),
        _ => Problem(StatusCodes.Status502BadGateway, "The portfolio service gave an answer that cannot be used."),
    };

    private static ProblemDetails Problem(int status, string title, string? detail = null) => new() { Status = status, Title = title, Detail = detail };

    [LoggerMessage(1, LogLevel.Warning, "{Failure} after {Attempts} attempts: {Message}")]
    private static partial void LogFailure(ILogger logger, string failure, string message, int attempts);
}

using System.Net;

namespace ArkForge.Extensions;

/// <summary>The base of every failure of an ArkForge call.</summary>
/// <remarks>
/// Everything a call throws derives from this type, except the caller's own cancellation
/// (<see cref="OperationCanceledException"/> with the caller's token) and argument errors.
/// </remarks>
/// <param name="message">What went wrong.</param>
/// <param name="info">What is known about the call; <see langword="null"/> for nothing.</param>
/// <param name="innerException">The cause, if another exception was.</param>
public class ArkForgeException(string message, ArkForgeErrorInfo? info = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    private static readonly ArkForgeErrorInfo Nothing = new();

    /// <summary>Everything known about the failed call, as one value.</summary>
    public ArkForgeErrorInfo Info { get; } = info ?? Nothing;

    /// <inheritdoc cref="ArkForgeErrorInfo.Code"/>
    public string? Code => Info.Code;

    /// <inheritdoc cref="ArkForgeErrorInfo.StatusCode"/>
    public HttpStatusCode? StatusCode => Info.StatusCode;

    /// <inheritdoc cref="ArkForgeErrorInfo.RequestId"/>
    public string? RequestId => Info.RequestId;

    /// <inheritdoc cref="ArkForgeErrorInfo.Attempts"/>
    public int Attempts => Info.Attempts;

    /// <inheritdoc cref="ArkForgeErrorInfo.Elapsed"/>
    public TimeSpan Elapsed => Info.Elapsed;

    /// <inheritdoc cref="ArkForgeErrorInfo.IdempotencyKey"/>
    public string? IdempotencyKey => Info.IdempotencyKey;

    /// <inheritdoc cref="ArkForgeErrorInfo.RetryAfter"/>
    public TimeSpan? RetryAfter => Info.RetryAfter;

    /// <inheritdoc cref="ArkForgeErrorInfo.IsTransient"/>
    public bool IsTransient => Info.IsTransient;

    /// <inheritdoc cref="ArkForgeErrorInfo.OutcomeUnknown"/>
    public bool OutcomeUnknown => Info.OutcomeUnknown;

    /// <inheritdoc cref="ArkForgeErrorInfo.Quota"/>
    public QuotaSnapshot? Quota => Info.Quota;

    /// <inheritdoc cref="ArkForgeErrorInfo.BodyExcerpt"/>
    public string? BodyExcerpt => Info.BodyExcerpt;

    /// <inheritdoc cref="ArkForgeErrorInfo.Details"/>
    public object? Details => Info.Details;

    /// <summary>What went wrong, with the error code and the request id where they are known.</summary>
    public override string Message => (Code, RequestId) switch
    {
        (null, null) => base.Message,
        (_, null) => $"{base.Message} (code={Code})",
        (null, _) => $"{base.Message} [requestId={RequestId}]",
        _ => $"{base.Message} (code={Code}) [requestId={RequestId}]",
    };
}

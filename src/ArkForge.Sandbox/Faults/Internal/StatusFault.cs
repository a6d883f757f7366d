using ArkForge.Sandbox.Errors.Internal;
using Microsoft.AspNetCore.Http;

namespace ArkForge.Sandbox.Faults.Internal;

internal sealed class StatusFault : Fault
{
    private readonly int _status;
    private readonly string _code;
    private readonly string? _retryAfter;

    public StatusFault(int status, string? code, string? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        if (retryAfter is not null)
            HeaderText.ThrowIfUnsafe(retryAfter);
        (_status, _code, _retryAfter) = (status, code ?? ErrorCodes.For(status), retryAfter);
    }

    internal override Task RunAsync(HttpContext context, RequestDelegate next, TimeProvider clock) =>
        throw new RefusalException(_status, _code, "A fault that was asked for.") { RetryAfter = _retryAfter };
}

namespace ArkForge.Sandbox.Errors.Internal;

/// <summary>The error envelope of the contract.</summary>
internal sealed record ErrorBody(string Status, ErrorDetail Error, ErrorMetadata Metadata)
{
    public static ErrorBody Of(
        string code, string message, IReadOnlyDictionary<string, string[]> details, string requestId, DateTimeOffset timestamp) =>
        new("error", new ErrorDetail(code, message, details), new ErrorMetadata(requestId, timestamp));
}

using System.Collections.ObjectModel;

namespace ArkForge.Extensions;

/// <summary>The request is not valid: found before anything was sent, or said by the service (400, 422). Not retried.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="info">What is known about the call; <see langword="null"/> for nothing.</param>
/// <param name="innerException">The cause, if another exception was.</param>
/// <param name="errors">The faults by member path; <see langword="null"/> for none named.</param>
public class ArkForgeValidationException(
    string message,
    ArkForgeErrorInfo? info = null,
    Exception? innerException = null,
    IReadOnlyDictionary<string, string[]>? errors = null)
    : ArkForgeException(message, info, innerException)
{
    /// <summary>Every fault: the path of the member, such as <c>Constraints.MaxPositionSize</c>, to the messages about it.</summary>
    /// <value>Empty if the service refused the request without naming members. Paths are compared without regard to case.</value>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors ?? ReadOnlyDictionary<string, string[]>.Empty;
}

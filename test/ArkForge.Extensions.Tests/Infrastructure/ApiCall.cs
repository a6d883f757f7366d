namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>One operation of the contract, as a caller makes it and as the wire shows it.</summary>
/// <param name="Name">The operation's name.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Path">Its path below the base address.</param>
/// <param name="Body">The JSON its request must have; <see langword="null"/> for none.</param>
/// <param name="Answer">A bare JSON answer that it understands.</param>
/// <param name="CallAsync">Makes the call.</param>
/// <param name="Call">Makes the call on the caller's thread.</param>
internal sealed record ApiCall(
    string Name,
    string Method,
    string Path,
    string? Body,
    string Answer,
    Func<IArkForgePortfolioClient, IArkForgeKeyClient, ArkForgeRequestOptions?, CancellationToken, Task<object?>> CallAsync,
    Func<IArkForgePortfolioClient, IArkForgeKeyClient, ArkForgeRequestOptions?, CancellationToken, object?> Call)
{
    public bool IsWrite => Method != "GET";

    public Task<object?> RunAsync(TestClient client, bool isAsync, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (isAsync) return CallAsync(client.Portfolio, client.Keys, options, cancellationToken);
        try
        {
            return Task.FromResult(Call(client.Portfolio, client.Keys, options, cancellationToken));
        }
        catch (Exception e)
        {
            return Task.FromException<object?>(e);
        }
    }

    public override string ToString() => Name;
}

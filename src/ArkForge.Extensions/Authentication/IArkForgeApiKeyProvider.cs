namespace ArkForge.Extensions;

/// <summary>Says which API key the client uses: implement it to read keys from a vault or to rotate them.</summary>
/// <remarks>
/// A singleton, called concurrently and several times for every attempt, so that a rotated key is used at once: keep the key
/// in memory and answer from there. A key that is not well-formed fails the call with <see cref="ArkForgeAuthenticationException"/>.
/// </remarks>
public interface IArkForgeApiKeyProvider
{
    /// <summary>The key to use now, for an asynchronous call.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The full key.</returns>
    ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken);

    /// <summary>The key to use now, for a synchronous call.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The full key.</returns>
    string GetApiKey(CancellationToken cancellationToken);
}

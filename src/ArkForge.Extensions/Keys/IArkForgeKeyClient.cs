namespace ArkForge.Extensions;

/// <summary>The life of API keys. Needs a key with scope <c>admin</c>. Safe for concurrent use, and to be held for ever.</summary>
public interface IArkForgeKeyClient
{
    /// <summary>Creates an API key.</summary>
    /// <param name="request">Name, expiry and scopes of the key.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The key, shown this one time only.</returns>
    /// <remarks>Carries an idempotency key, so that a retry after a lost answer does not create a second key.</remarks>
    /// <exception cref="ArkForgeValidationException">The request is not valid, with every fault; nothing was sent, or the service refused it.</exception>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<CreateKeyResponse> CreateKeyAsync(
        CreateKeyRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="CreateKeyAsync(CreateKeyRequest, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="CreateKeyAsync(CreateKeyRequest, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="CreateKeyAsync(CreateKeyRequest, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="CreateKeyAsync(CreateKeyRequest, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    CreateKeyResponse CreateKey(
        CreateKeyRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the API keys of the account.</summary>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The keys, never in full.</returns>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<IReadOnlyList<ApiKeyInfo>> ListKeysAsync(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="ListKeysAsync(ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="ListKeysAsync(ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="ListKeysAsync(ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="ListKeysAsync(ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    IReadOnlyList<ApiKeyInfo> ListKeys(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for an API key and how it has been used.</summary>
    /// <param name="keyId">The key's number.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The key, never in full, and its usage.</returns>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<ApiKeyDetails> GetKeyDetailsAsync(
        long keyId, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="GetKeyDetailsAsync(long, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="GetKeyDetailsAsync(long, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="GetKeyDetailsAsync(long, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="GetKeyDetailsAsync(long, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    ApiKeyDetails GetKeyDetails(long keyId, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Revokes an API key: it stops working at once.</summary>
    /// <param name="keyId">The key's number.</param>
    /// <param name="request">The reason; <see langword="null"/> for none.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks>A key that an attempt with a lost answer may have revoked, and that is then not found, counts as revoked.</remarks>
    /// <exception cref="ArkForgeValidationException">The request is not valid, with every fault; nothing was sent, or the service refused it.</exception>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task RevokeKeyAsync(
        long keyId, RevokeKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="RevokeKeyAsync(long, RevokeKeyRequest?, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="RevokeKeyAsync(long, RevokeKeyRequest?, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="RevokeKeyAsync(long, RevokeKeyRequest?, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="RevokeKeyAsync(long, RevokeKeyRequest?, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    void RevokeKey(
        long keyId, RevokeKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces an API key: creates a new one and revokes the old one.</summary>
    /// <param name="keyId">The key's number.</param>
    /// <param name="request">The name of the new key; <see langword="null"/> for that of the old one.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new key, shown this one time only.</returns>
    /// <exception cref="ArkForgeValidationException">The request is not valid, with every fault; nothing was sent, or the service refused it.</exception>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task<CreateKeyResponse> RotateKeyAsync(
        long keyId, RotateKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="RotateKeyAsync(long, RotateKeyRequest?, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="RotateKeyAsync(long, RotateKeyRequest?, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="RotateKeyAsync(long, RotateKeyRequest?, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="RotateKeyAsync(long, RotateKeyRequest?, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    CreateKeyResponse RotateKey(
        long keyId, RotateKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces the scopes of an API key.</summary>
    /// <param name="keyId">The key's number.</param>
    /// <param name="request">The scopes that the key shall have from now on.</param>
    /// <param name="options">What this call does differently; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArkForgeValidationException">The request is not valid, with every fault; nothing was sent, or the service refused it.</exception>
    /// <exception cref="ArkForgeException">The call failed; the derived type says how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; bears <paramref name="cancellationToken"/>.</exception>
    Task UpdateScopesAsync(
        long keyId, UpdateScopesRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The blocking twin of <see cref="UpdateScopesAsync(long, UpdateScopesRequest, ArkForgeRequestOptions?, CancellationToken)"/>, for console tools and old code paths.</summary>
    /// <inheritdoc cref="UpdateScopesAsync(long, UpdateScopesRequest, ArkForgeRequestOptions?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="UpdateScopesAsync(long, UpdateScopesRequest, ArkForgeRequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="UpdateScopesAsync(long, UpdateScopesRequest, ArkForgeRequestOptions?, CancellationToken)" path="/exception"/>
    void UpdateScopes(
        long keyId, UpdateScopesRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default);
}

using System.Globalization;
using ArkForge.Extensions.Calls.Internal;
using ArkForge.Extensions.Serialization.Internal;
using ArkForge.Extensions.Transport.Internal;

namespace ArkForge.Extensions.Keys.Internal;

/// <inheritdoc cref="IArkForgeKeyClient"/>
internal sealed class ArkForgeKeyClient(ArkForgeTransport transport) : IArkForgeKeyClient
{
    private static readonly ResponseReader<CreateKeyResponse> CreatedKey = ResponseReaders.Model<CreateKeyResponse>(ResponseShape.Plain);
    private static readonly ResponseReader<IReadOnlyList<ApiKeyInfo>> Keys = ResponseReaders.Model<IReadOnlyList<ApiKeyInfo>>(ResponseShape.Keys);
    private static readonly ResponseReader<ApiKeyDetails> Details = ResponseReaders.Model<ApiKeyDetails>(ResponseShape.Plain);

    public Task<CreateKeyResponse> CreateKeyAsync(
        CreateKeyRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.CreateKey, null, Given(request), CreatedKey, options, cancellationToken);

    public CreateKeyResponse CreateKey(
        CreateKeyRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.CreateKey, null, Given(request), CreatedKey, options, cancellationToken);

    public Task<IReadOnlyList<ApiKeyInfo>> ListKeysAsync(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.ListKeys, null, null, Keys, options, cancellationToken);

    public IReadOnlyList<ApiKeyInfo> ListKeys(ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.ListKeys, null, null, Keys, options, cancellationToken);

    public Task<ApiKeyDetails> GetKeyDetailsAsync(
        long keyId, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.GetKeyDetails, keyId, null, Details, options, cancellationToken);

    public ApiKeyDetails GetKeyDetails(long keyId, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.GetKeyDetails, keyId, null, Details, options, cancellationToken);

    public Task RevokeKeyAsync(
        long keyId, RevokeKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.RevokeKey, keyId, request, ResponseReaders.Nothing, options, cancellationToken);

    public void RevokeKey(
        long keyId, RevokeKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.RevokeKey, keyId, request, ResponseReaders.Nothing, options, cancellationToken);

    public Task<CreateKeyResponse> RotateKeyAsync(
        long keyId, RotateKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.RotateKey, keyId, request, CreatedKey, options, cancellationToken);

    public CreateKeyResponse RotateKey(
        long keyId, RotateKeyRequest? request = null, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.RotateKey, keyId, request, CreatedKey, options, cancellationToken);

    public Task UpdateScopesAsync(
        long keyId, UpdateScopesRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(Operation.UpdateScopes, keyId, Given(request), ResponseReaders.Nothing, options, cancellationToken);

    public void UpdateScopes(
        long keyId, UpdateScopesRequest request, ArkForgeRequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Send(Operation.UpdateScopes, keyId, Given(request), ResponseReaders.Nothing, options, cancellationToken);

    private static T Given<T>(T request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request;
    }

    private static string Path(Operation operation, long? keyId) => keyId is { } id
        ? operation.Path.Replace("{keyId}", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : operation.Path;

    private Task<T> SendAsync<T>(
        Operation operation, long? keyId, object? body, ResponseReader<T> read, ArkForgeRequestOptions? options, CancellationToken cancellationToken) =>
        transport.SendAsync(operation, Path(operation, keyId), body, read, options, cancellationToken);

    private T Send<T>(
        Operation operation, long? keyId, object? body, ResponseReader<T> read, ArkForgeRequestOptions? options, CancellationToken cancellationToken) =>
        transport.Send(operation, Path(operation, keyId), body, read, options, cancellationToken);
}

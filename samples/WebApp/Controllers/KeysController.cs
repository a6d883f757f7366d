using ArkForge.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace WebApp.Controllers;

/// <summary>Manages API keys. Put authorization before it in an application of your own: whoever creates a key holds it.</summary>
[ApiController]
[Route("keys")]
public sealed class KeysController(IArkForgeKeyClient keys) : ControllerBase
{
    // The answer holds the whole key, this one time: no cache on the way may keep it.
    [HttpPost]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<ActionResult<CreateKeyResponse>> Create(CreateKeyRequest request, CancellationToken cancellationToken)
    {
        var created = await keys.CreateKeyAsync(request, cancellationToken: cancellationToken);
        return CreatedAtAction(nameof(Details), new { id = created.KeyId }, created);
    }

    [HttpGet]
    public async Task<IReadOnlyList<ApiKeyInfo>> List(CancellationToken cancellationToken) =>
        await keys.ListKeysAsync(cancellationToken: cancellationToken);

    [HttpGet("{id:long}")]
    public async Task<ApiKeyDetails> Details(long id, CancellationToken cancellationToken) =>
        await keys.GetKeyDetailsAsync(id, cancellationToken: cancellationToken);

    [HttpDelete("{id:long}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<NoContentResult> Revoke(
        long id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RevokeKeyRequest? request, CancellationToken cancellationToken)
    {
        await keys.RevokeKeyAsync(id, request, cancellationToken: cancellationToken);
        return NoContent();
    }

    [HttpPost("{id:long}/rotate")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<CreateKeyResponse> Rotate(
        long id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RotateKeyRequest? request, CancellationToken cancellationToken) =>
        await keys.RotateKeyAsync(id, request, cancellationToken: cancellationToken);

    [HttpPatch("{id:long}/scopes")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<NoContentResult> UpdateScopes(long id, UpdateScopesRequest request, CancellationToken cancellationToken)
    {
        await keys.UpdateScopesAsync(id, request, cancellationToken: cancellationToken);
        return NoContent();
    }
}

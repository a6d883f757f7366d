using ArkForge.Extensions;

namespace QuickStart;

/// <summary>Create, list, use, narrow, rotate and revoke a key. The full key is never shown: only its first 16 characters are.</summary>
internal sealed class Keys(IArkForgeKeyClient keys, IArkForgePortfolioClient arkforge, Display display) : ITopic
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // One key for one day. The service tells the full key this one time, so a real program stores it here, in a vault.
        var created = await keys.CreateKeyAsync(
            new() { Name = "quick start", ExpiresInDays = 1, Scopes = [ApiKeyScope.Read, ApiKeyScope.Write] }, cancellationToken: cancellationToken);
        display.Step("created", $"key {created.KeyId}, {created.Prefix}...; the rest is told once, and not to a screen");

        display.Step("listed", $"{(await keys.ListKeysAsync(cancellationToken: cancellationToken)).Count} keys of this account");

        var profiles = await arkforge.GetRiskProfilesAsync(new() { ApiKey = created.ApiKey }, cancellationToken);
        display.Step("used", $"for one call, which found {profiles.Count} risk profiles");

        await keys.UpdateScopesAsync(created.KeyId, new() { Scopes = [ApiKeyScope.Read] }, cancellationToken: cancellationToken);
        var details = await keys.GetKeyDetailsAsync(created.KeyId, cancellationToken: cancellationToken);
        display.Step("narrowed", $"to {string.Join(", ", details.Scopes)}; requests so far: {details.Usage.TotalRequests}; good until {details.ExpiresAt:yyyy-MM-dd}");

        var rotated = await keys.RotateKeyAsync(created.KeyId, cancellationToken: cancellationToken);
        display.Step("rotated", $"key {rotated.KeyId}, {rotated.Prefix}..., takes over");

        await keys.RevokeKeyAsync(rotated.KeyId, new() { Reason = "end of the tour" }, cancellationToken: cancellationToken);
        display.Step("revoked", $"key {rotated.KeyId}");

        try
        {
            await arkforge.GetRiskProfilesAsync(new() { ApiKey = rotated.ApiKey }, cancellationToken);
        }
        catch (ArkForgeAuthenticationException e)
        {
            display.Step("refused", e.Message);
        }
    }
}

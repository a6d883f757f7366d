using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ArkForge.Extensions;

namespace ArkForge.Samples.Tests.WebApp;

public sealed class KeysControllerTests
{
    [Test]
    public async Task Life_FromCreationToRevocation_IsServed()
    {
        await using var app = new WebAppFactory();
        using var http = app.CreateClient();

        using var creation = await http.PostAsJsonAsync("/keys", new CreateKeyRequest { Name = "desk", ExpiresInDays = 30, Scopes = [ApiKeyScope.Read] });
        Assert.That(creation.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        var created = (await creation.Content.ReadFromJsonAsync<CreateKeyResponse>())!;
        Assert.That(created.ApiKey, Does.StartWith(created.Prefix));
        Assert.That(creation.Headers.CacheControl?.NoStore, Is.True);

        using var update = await http.PatchAsJsonAsync($"/keys/{created.KeyId}/scopes", new UpdateScopesRequest { Scopes = [ApiKeyScope.Write] });
        Assert.That(update.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var details = (await http.GetFromJsonAsync<ApiKeyDetails>(creation.Headers.Location))!;
        Assert.That(details.Scopes, Is.EqualTo(new[] { ApiKeyScope.Write }));

        using var rotation = await http.PostAsync($"/keys/{created.KeyId}/rotate", null);
        var rotated = (await rotation.Content.ReadFromJsonAsync<CreateKeyResponse>())!;
        Assert.That(rotated.ApiKey, Is.Not.EqualTo(created.ApiKey));

        using var revocation = await http.DeleteAsync($"/keys/{rotated.KeyId}");
        Assert.That(revocation.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var keys = (await http.GetFromJsonAsync<ApiKeyInfo[]>("/keys"))!;
        Assert.That(keys.Single(key => key.Id == rotated.KeyId).IsActive, Is.False);
    }

    [Test]
    public async Task Create_EverythingWrong_NamesEveryFault()
    {
        await using var app = new WebAppFactory();

        using var response = await app.CreateClient().PostAsJsonAsync("/keys", new { name = "", expiresInDays = 400, scopes = new[] { "read", "read" } });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var errors = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsObject();
        Assert.That(errors.Select(error => error.Key), Is.EquivalentTo(new[] { "Name", "ExpiresInDays", "Scopes" }));
    }

    [Test]
    public async Task Details_UnknownKey_IsNotFound()
    {
        await using var app = new WebAppFactory();

        using var response = await app.CreateClient().GetAsync("/keys/4711");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("4711"));
    }
}

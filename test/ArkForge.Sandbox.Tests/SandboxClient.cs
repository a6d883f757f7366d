using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ArkForge.Sandbox.Tests;

/// <summary>A plain HTTP client of one key: no code of the real client takes part in judging the service.</summary>
internal sealed class SandboxClient(ArkForgeSandbox sandbox, string? key = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.BaseAddress };

    public string? Key { get; init; } = key ?? sandbox.AdminKey;

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, object? body, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey);

    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        if (Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await _http.SendAsync(request);
        return new Reply(response, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>Makes a key and returns it with its id.</summary>
    public async Task<(string Key, long Id)> CreateKeyAsync(params string[] scopes)
    {
        var reply = await PostAsync("/api/v1/keys", new { name = "test", scopes });
        return (reply.Body.GetProperty("apiKey").GetString()!, reply.Body.GetProperty("keyId").GetInt64());
    }

    public void Dispose() => _http.Dispose();
}

using ArkForge.Extensions.Tests.Infrastructure;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace ArkForge.Extensions.Tests.Wire;

/// <summary>A client with an API key of its own at the shared server, and what that server saw of it.</summary>
internal sealed class WireAccount : IDisposable
{
    private readonly string _authorization;
    private int _answers;

    public WireAccount(Action<ArkForgeOptions>? configure = null, string basePath = "")
    {
        ApiKey = $"sk-arkforge-{Guid.NewGuid():N}{Guid.NewGuid():N}";
        _authorization = $"Bearer {ApiKey}";
        Client = new TestClient(configure: options =>
        {
            options.BaseUrl = new Uri(WireServer.Server.Url! + basePath);
            options.ApiKey = ApiKey;
            options.Retry.BaseDelay = TimeSpan.Zero;
            configure?.Invoke(options);
        });
    }

    public string ApiKey { get; }

    public TestClient Client { get; }

    public IReadOnlyList<WireRequest> Requests => [.. WireServer.Server.LogEntries
        .Select(entry => entry.RequestMessage!)
        .Where(request => request.Headers!.TryGetValue("Authorization", out var values) && values.Contains(_authorization))
        .Select(request => new WireRequest(
            request.Method,
            request.AbsolutePath,
            request.Headers!.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            request.Body ?? ""))];

    /// <summary>The next request gets this answer.</summary>
    public WireAccount Answer(string body, int status = 200, string contentType = "application/json; charset=utf-8", params (string Name, string Value)[] headers)
    {
        var response = Response.Create().WithStatusCode(status).WithHeader("Content-Type", contentType);
        foreach (var (name, value) in headers) response = response.WithHeader(name, value);
        var mapping = WireServer.Server
            .Given(Request.Create().UsingAnyMethod().WithHeader("Authorization", _authorization))
            .InScenario(ApiKey);
        if (_answers > 0) mapping = mapping.WhenStateIs(State(_answers));
        mapping.WillSetStateTo(State(++_answers)).RespondWith(response.WithBody(body));
        return this;
    }

    /// <summary>Every request gets this answer.</summary>
    public WireAccount AnswerAlways(string body)
    {
        WireServer.Server
            .Given(Request.Create().UsingAnyMethod().WithHeader("Authorization", _authorization))
            .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(body));
        return this;
    }

    public void Dispose() => Client.Dispose();

    private static string State(int answers) => $"answered {answers}";
}

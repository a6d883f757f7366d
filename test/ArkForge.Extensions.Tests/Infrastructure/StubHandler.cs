using System.Net;
using System.Text;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Stands in for the network: answers the requests of a test, and remembers them.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<SentRequest> _requests = [];

    public StubHandler(Func<HttpRequestMessage, int, HttpResponseMessage> answer)
        : this((request, number, _) => Task.FromResult(answer(request, number)))
    {
    }

    /// <summary>Answers in this order, the last one for ever.</summary>
    public StubHandler(params Func<HttpResponseMessage>[] answers)
        : this((_, number) => answers[Math.Min(number, answers.Length) - 1]())
    {
    }

    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_lock) return [.. _requests];
        }
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(HttpStatusCode status, string? code = null, string message = "It failed") => Json(
        code is null ? "" : $$$"""{"status":"error","error":{"code":"{{{code}}}","message":"{{{message}}}"},"metadata":{"requestId":"req_body"}}""",
        status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await answer(request, Remember(request), cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pending = answer(request, Remember(request), cancellationToken);
        if (!pending.IsCompleted) throw new InvalidOperationException("A synchronous call reached an asynchronous stub.");
        var response = pending.Result;
        response.RequestMessage = request;
        return response;
    }

    private int Remember(HttpRequestMessage request)
    {
        var headers = request.Headers.Concat(request.Content!.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        using var body = new MemoryStream();
        request.Content!.CopyTo(body, null, CancellationToken.None);
        lock (_lock)
        {
            _requests.Add(new SentRequest(request.Method, request.RequestUri!, headers, Encoding.UTF8.GetString(body.ToArray())));
            return _requests.Count;
        }
    }
}

using System.Net;

namespace ArkForge.Extensions.Tests.Fuzzing;

/// <summary>A network on which the attempts of one call meet one <see cref="AnyAnswer"/> after the other.</summary>
internal sealed class AnyNetwork(TimeProvider clock, AnyAnswer[] answers) : HttpMessageHandler
{
    private int _requests;

    public int Requests => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = answers[_requests++ % answers.Length];
        await Task.Delay(answer.Delay, clock, cancellationToken);
        if (answer.Failure is { } failure) throw failure;
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = answer.IsTorn ? new StreamContent(new TornStream(answer.Body)) : new ByteArrayContent(answer.Body),
        };
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        foreach (var (name, value) in answer.BodyHeaders) response.Content.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private sealed class TornStream(byte[] beginning) : MemoryStream(beginning)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : throw new HttpIOException(HttpRequestError.ResponseEnded, "torn");
    }
}

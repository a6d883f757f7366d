using Microsoft.Extensions.Hosting;

namespace ArkForge.Sandbox.Hosting.Internal;

/// <summary>Lives as long as its owner: it must not listen for Ctrl-C, which belongs to the process it is a guest of.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

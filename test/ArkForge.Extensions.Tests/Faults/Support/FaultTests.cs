using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>What the tests of all faults share: after each of them, the invariants of each client it made are checked.</summary>
public abstract class FaultTests
{
    private readonly List<FaultBench> _benches = [];

    [TearDown]
    public async Task CheckWhatHoldsInEveryRow()
    {
        foreach (var bench in _benches) await FaultInvariants.HoldAsync(bench);
    }

    private protected FaultBench Serve(
        Func<RawConnection, Task> script, Action<ArkForgeOptions>? configure = null, Action<IArkForgeBuilder>? build = null, X509Certificate2? certificate = null)
    {
        var bench = new FaultBench(script, configure, build, certificate);
        _benches.Add(bench);
        return bench;
    }

    /// <summary>A server that answers every request with the same words.</summary>
    private protected FaultBench ServeAnswer(string answer, Action<ArkForgeOptions>? configure = null, Action<IArkForgeBuilder>? build = null) =>
        Serve(connection => connection.AnswerAllAsync(answer), configure, build);

    /// <summary>A server that answers the requests of all connections in this order, the last for ever.</summary>
    private protected FaultBench ServeAnswers(params string[] answers) => ServeAnswers(null, answers);

    /// <inheritdoc cref="ServeAnswers(string[])"/>
    private protected FaultBench ServeAnswers(Action<ArkForgeOptions>? configure, params string[] answers)
    {
        var number = 0;
        return Serve(connection => connection.AnswerAllAsync(_ => answers[Math.Min(Interlocked.Increment(ref number), answers.Length) - 1]), configure);
    }
}

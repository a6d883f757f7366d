using System.Collections;
using System.Globalization;
using System.Text;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>What holds after every fault, whatever it was. The one shared assertion of the matrix.</summary>
/// <remarks>That no task exception goes unobserved shows only after a collection: once for all rows, in <see cref="UnobservedFaultsSetUp"/>.</remarks>
internal static class FaultInvariants
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    public static async Task HoldAsync(FaultBench bench)
    {
        var calls = bench.Elapsed;
        bench.Server.Release();
        bench.Client.Dispose();
        var closing = bench.Server.AllClosedAsync();
        await Task.WhenAny(closing);
        await bench.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(closing.IsCompletedSuccessfully, Is.True, $"connections are left open: {closing.Exception?.InnerException?.Message}");
            Assert.That(bench.Server.Faults, Is.Empty, "the script itself failed");
            Assert.That(bench.Store.Taken, Is.EqualTo(bench.Server.Requests.Count + bench.UnseenRequests), "permits taken = requests on the wire");
            Assert.That(calls, Is.LessThanOrEqualTo(bench.Options.Timeouts.Total + Margin), "elapsed <= total timeout");
            Assert.That(bench.Failures.SelectMany(Texts), Has.None.Contains(bench.Secret).IgnoreCase, "secret in an exception");
            Assert.That(Logged(bench), Has.None.Contains(bench.Secret).IgnoreCase, "secret in the log");
            Assert.That(bench.Probe.Leaks, Is.Empty, "secret in an activity or a metric");
        }
    }

    private static IEnumerable<string> Logged(FaultBench bench)
    {
        foreach (var record in bench.Client.Logs.GetSnapshot())
        {
            yield return record.Message;
            foreach (var (name, value) in record.StructuredState ?? []) yield return $"{name}: {value}";
            if (record.Exception is not { } exception) continue;
            foreach (var text in Texts(exception)) yield return text;
        }
    }

    /// <summary>All that an exception says, with those inside it.</summary>
    private static IEnumerable<string> Texts(Exception exception)
    {
        yield return exception.ToString();
        foreach (DictionaryEntry entry in exception.Data) yield return $"{entry.Key}: {entry.Value}";
        foreach (var inner in exception is AggregateException all ? all.InnerExceptions : [])
            foreach (var text in Texts(inner)) yield return text;
        if (exception.InnerException is { } cause)
            foreach (var text in Texts(cause)) yield return text;
        if (exception is not ArkForgeException known) yield break;
        yield return known.Info.ToString();
        yield return Flatten(known.Details);
        if (known is ArkForgeValidationException { Errors: { } errors })
            foreach (var (member, messages) in errors) yield return $"{member}: {string.Join(' ', messages)}";
    }

    private static string Flatten(object? value)
    {
        var text = new StringBuilder();
        Add(value);
        return text.ToString();

        void Add(object? part)
        {
            if (part is IReadOnlyDictionary<string, object?> members)
            {
                foreach (var (name, inner) in members)
                {
                    text.Append(name).Append(": ");
                    Add(inner);
                }
            }
            else if (part is IReadOnlyList<object?> items)
            {
                foreach (var item in items) Add(item);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{part} ");
            }
        }
    }
}

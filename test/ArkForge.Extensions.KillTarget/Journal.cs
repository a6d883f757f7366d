using System.Collections.Concurrent;
using System.Text;

namespace ArkForge.Extensions.KillTarget;

/// <summary>What has been begun and what is done, one line each, on disk before anything else happens.</summary>
/// <remarks>A line counts once its line break is there: what a kill cut off is cut off the file when it is opened again.</remarks>
internal sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly ConcurrentDictionary<string, string> _begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _done = new(StringComparer.Ordinal);

    public Journal(string path)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var text = new byte[_file.Length];
        _file.ReadExactly(text);
        var whole = text.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        _file.Position = whole;
        foreach (var line in Encoding.UTF8.GetString(text.AsSpan(0, whole)).Split('\n', StringSplitOptions.RemoveEmptyEntries)) Read(line.Split('\t'));
    }

    public bool IsDone(string item) => _done.ContainsKey(item);

    /// <summary>The idempotency key of an item: the one it was begun with, if a run before this one did.</summary>
    public string Begin(string item) => _begun.GetOrAdd(item, _ =>
    {
        var key = Guid.NewGuid().ToString();
        Write($"begun\t{item}\t{key}");
        return key;
    });

    public void Done(string item, string result)
    {
        Write($"done\t{item}\t{result}");
        _done[item] = result;
    }

    public void Dispose() => _file.Dispose();

    private void Read(string[] line) => (line[0] == "begun" ? _begun : _done)[line[1]] = line[2];

    private void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
    }
}

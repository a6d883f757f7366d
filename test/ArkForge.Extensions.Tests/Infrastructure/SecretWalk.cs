using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace ArkForge.Extensions.Tests.Infrastructure;

/// <summary>Walks everything that can be reached from an object, public or not, and says where a secret lies.</summary>
internal static class SecretWalk
{
    private const int MostObjects = 100_000;
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // The machinery of the runtime: not part of what an object says, and the way from there to everything else.
    private static readonly Type[] Machinery =
    [
        typeof(MemberInfo), typeof(Assembly), typeof(Module), typeof(Delegate), typeof(CancellationToken), typeof(CancellationTokenSource),
        typeof(Task), typeof(Thread), typeof(WaitHandle), typeof(Stream), typeof(Pointer), typeof(Activity),
    ];

    /// <summary>The paths at which the secret is found; empty for none.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="secret">What must not be found.</param>
    /// <param name="mayHold">Members that are allowed to hold it, such as <c>ArkForgeOptions.ApiKey</c>.</param>
    public static List<string> Find(object? root, string secret, params string[] mayHold)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<(object Value, string Path)>();
        Add(root, root?.GetType().Name ?? "");
        while (pending.TryDequeue(out var next))
        {
            Assert.That(seen, Has.Count.LessThan(MostObjects), "the walk has left the object's own graph");
            if (TextOf(next.Value) is { } text)
            {
                if (text.Contains(secret, StringComparison.OrdinalIgnoreCase)) found.Add(next.Path);
                continue;
            }

            if (Read(next.Value.ToString) is string said && said.Contains(secret, StringComparison.OrdinalIgnoreCase)) found.Add($"{next.Path}.ToString()");
            if (next.Value is IEnumerable items and not string)
            {
                foreach (var (index, item) in Items(items).Index()) Add(item, $"{next.Path}[{index}]");
            }

            foreach (var (name, value) in Members(next.Value, mayHold)) Add(value, $"{next.Path}.{name}");
        }

        return found;

        void Add(object? value, string path)
        {
            if (value is null || value.GetType().IsPrimitive || value.GetType().IsEnum || Array.Exists(Machinery, type => type.IsInstanceOfType(value))) return;
            // A text is reported wherever it stands, not only where it was met first.
            if (value is string || value.GetType().IsValueType || seen.Add(value)) pending.Enqueue((value, path));
        }
    }

    private static string? TextOf(object value) => value switch
    {
        string text => text,
        StringBuilder text => text.ToString(),
        char[] text => new string(text),
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        ReadOnlyMemory<byte> bytes => Encoding.Latin1.GetString(bytes.Span),
        TimeSpan or DateTimeOffset or DateTime or Guid or decimal => "",
        _ => null,
    };

    private static IEnumerable<(string Name, object? Value)> Members(object instance, string[] mayHold)
    {
        if (instance.GetType().IsArray) yield break;
        for (var type = instance.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Declared))
            {
                var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                if (!field.FieldType.IsPointer && !mayHold.Contains($"{type.Name}.{name}")) yield return (name, Read(() => field.GetValue(instance)));
            }

            foreach (var property in type.GetProperties(Declared))
            {
                if (property.GetMethod is null || property.GetIndexParameters().Length > 0 || property.PropertyType.IsByRefLike || property.PropertyType.IsByRef) continue;
                // A value that makes a new one of its own kind, such as a date's date, has no end.
                if (property.DeclaringType!.IsValueType && property.PropertyType == property.DeclaringType) continue;
                if (!mayHold.Contains($"{type.Name}.{property.Name}")) yield return (property.Name, Read(() => property.GetValue(instance)));
            }
        }
    }

    private static List<object?> Items(IEnumerable items)
    {
        try
        {
            return [.. items.Cast<object?>().Take(10_000)];
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ObjectDisposedException)
        {
            return [];
        }
    }

    private static object? Read(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is TargetInvocationException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}

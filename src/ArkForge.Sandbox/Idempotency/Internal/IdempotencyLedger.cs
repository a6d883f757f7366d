using System.Security.Cryptography;
using ArkForge.Sandbox.Endpoints.Internal;
using ArkForge.Sandbox.Errors.Internal;

namespace ArkForge.Sandbox.Idempotency.Internal;

/// <summary>
/// Remembers the answer to every write that carried an Idempotency-Key, for a day of the clock. A write is entered as in progress before
/// its effect and finished before its answer can be sent, so at no instant is an effect without its record.
/// </summary>
internal sealed class IdempotencyLedger(TimeProvider clock)
{
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<IdempotencyKey, Entry> _entries = [];
    private readonly Queue<(IdempotencyKey Key, DateTimeOffset ExpiresAt)> _byAge = new();

    /// <summary>The answer to replay, or null when this is the first request of its key and now in progress.</summary>
    /// <exception cref="RefusalException">409: the first one is still in progress; 422: it had another body.</exception>
    public Answer? Begin(IdempotencyKey key, byte[] body)
    {
        var hash = SHA256.HashData(body);
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries.Add(key, new Entry(hash));
                return null;
            }

            if (!hash.AsSpan().SequenceEqual(entry.BodyHash))
                throw new RefusalException(422, ErrorCodes.IdempotencyKeyReused, "This Idempotency-Key was used with another body.");
            return entry.Answer ?? throw InProgress();
        }
    }

    public void Complete(IdempotencyKey key, Answer answer)
    {
        lock (_gate)
        {
            _entries[key].Answer = answer;
            _byAge.Enqueue((key, clock.GetUtcNow() + Retention));
        }
    }

    /// <summary>Nothing was done: the key is free again.</summary>
    public void Abandon(IdempotencyKey key)
    {
        lock (_gate)
            _entries.Remove(key);
    }

    private static RefusalException InProgress() => new(
        409, ErrorCodes.IdempotencyInProgress, "The first request with this Idempotency-Key is still in progress.")
    {
        RetryAfter = "1",
    };

    private void Forget(DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.ExpiresAt <= now)
            _entries.Remove(_byAge.Dequeue().Key);
    }

    private sealed class Entry(byte[] bodyHash)
    {
        public byte[] BodyHash => bodyHash;

        public Answer? Answer { get; set; }
    }
}

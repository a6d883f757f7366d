using System.Collections.Concurrent;

namespace ArkForge.Sandbox.Quota.Internal;

/// <summary>Fixed windows, one per key: a window begins with the key's first request after the last one ended.</summary>
internal sealed class QuotaLedger(TimeProvider clock, int limit, TimeSpan window)
{
    private readonly ConcurrentDictionary<long, Account> _accounts = new();

    public QuotaSnapshot Take(long keyId)
    {
        var account = _accounts.GetOrAdd(keyId, _ => new Account());
        lock (account)
        {
            var now = clock.GetUtcNow();
            if (now >= account.ResetsAt)
                (account.ResetsAt, account.Used) = (now + window, 0);
            var granted = account.Used < limit;
            if (granted)
                account.Used++;
            return new QuotaSnapshot(granted, limit, limit - account.Used, account.ResetsAt);
        }
    }

    private sealed class Account
    {
        public DateTimeOffset ResetsAt { get; set; }

        public int Used { get; set; }
    }
}

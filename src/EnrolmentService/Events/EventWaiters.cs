using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Events;

/// <summary>Counts who waits for events, of each account: one account's waiters leave the connections to others. Thread-safe.</summary>
internal sealed class EventWaiters(IOptions<ServiceOptions> options)
{
    private readonly ConcurrentDictionary<string, int> _ofAccounts = new(StringComparer.Ordinal);

    /// <summary>Lets one more wait; null when enough of the account do.</summary>
    public IDisposable? TryEnter(string accountId)
    {
        if (_ofAccounts.AddOrUpdate(accountId, 1, static (_, waiting) => waiting + 1) <= options.Value.EventWaitersPerAccount)
            return new Waiter(this, accountId);
        Leave(accountId);
        return null;
    }

    private void Leave(string accountId)
    {
        if (_ofAccounts.AddOrUpdate(accountId, 0, static (_, waiting) => waiting - 1) == 0)
            _ofAccounts.TryRemove(KeyValuePair.Create(accountId, 0));
    }

    private sealed class Waiter(EventWaiters waiters, string accountId) : IDisposable
    {
        private int _hasLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
                waiters.Leave(accountId);
        }
    }
}

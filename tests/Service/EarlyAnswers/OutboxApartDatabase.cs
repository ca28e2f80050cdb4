using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Tests.Service.EarlyAnswers;

/// <summary>
/// Writes what the feed is to tell of a write in a transaction of its own, a moment after the write has been committed. Until it is killed in that moment nobody can tell. In all else the database that
/// it is given.
/// </summary>
internal sealed class OutboxApartDatabase(Database database) : DelegatingDatabase(database)
{
    private static readonly TimeSpan UntilOutbox = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    public override Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation)
    {
        string toFeed = $"INSERT INTO {FeedTarget} ";
        SqlStatement[] outbox = [.. statements.Where(statement => statement.Sql.StartsWith(toFeed, StringComparison.Ordinal))];
        if (outbox.Length == 0)
            return base.ExecuteAsync(statements, cancellation);
        lock (_lock)
        {
            Task<int> written = base.ExecuteAsync([.. statements.Except(outbox)], cancellation);
            // In the order of the writes: only a kill is to show the fault.
            _last = LaterAsync(_last, written, outbox);
            return written;
        }
    }

    private async Task LaterAsync(Task before, Task<int> written, SqlStatement[] outbox)
    {
        await ((Task)written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(before, Task.Delay(UntilOutbox));
        if (written.IsCompletedSuccessfully)
            await base.ExecuteAsync(outbox, CancellationToken.None);
    }
}

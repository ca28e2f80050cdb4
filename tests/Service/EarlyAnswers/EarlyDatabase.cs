using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Tests.Service.EarlyAnswers;

/// <summary>
/// Says of a write that it is done once its statements have run without fault, and commits it a moment later. Until it is killed in that moment nobody
/// can tell. In all else the database that it is given.
/// </summary>
internal sealed class EarlyDatabase(Database database, IHostApplicationLifetime lifetime) : DelegatingDatabase(database)
{
    private static readonly TimeSpan UntilCommit = TimeSpan.FromMilliseconds(50);

    public override Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation)
    {
        // What is done before the service has started it reads back at once.
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return base.ExecuteAsync(statements, cancellation);
        var executed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = CommitLaterAsync(statements, executed);
        return executed.Task;
    }

    private async Task CommitLaterAsync(IReadOnlyList<SqlStatement> statements, TaskCompletionSource<int> executed)
    {
        try
        {
            await WriteAsync(
                async (connection, transaction) =>
                {
                    int[] written = await ExecuteAsync(connection, transaction, statements, CancellationToken.None);
                    executed.SetResult(written.Sum());
                    await Task.Delay(UntilCommit);
                    return 0;
                },
                row: null,
                CancellationToken.None);
        }
        catch (Exception fault)
        {
            executed.TrySetException(fault);
        }
    }
}

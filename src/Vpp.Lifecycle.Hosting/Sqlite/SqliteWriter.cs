using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>
/// The one writer of an SQLite file. Whatever waits while a transaction is committed is written by the next, so that the disk is synchronised once
/// for all of it. Each piece of work is done whole or not at all, and nobody is told that it is done before the commit has returned.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostInOneTransaction = 512;

    private readonly BlockingCollection<QueuedTask> _waiting = [];
    private readonly Func<CancellationToken, Task<SqliteSession>> _connect;
    private readonly Task _writing;
    private SqliteSession? _session;
    private int _isDisposed;

    public SqliteWriter(Func<CancellationToken, Task<SqliteSession>> connect)
    {
        _connect = connect;
        // SQLite blocks its thread, for the disk above all: it has one of its own, so that none is missing to the requests.
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Does some work in a transaction; on return it is on the disk.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, SqliteTransaction, Task<T>> work, CancellationToken cancellation)
    {
        var waiting = new QueuedTask<T>(work, cancellation);
        _waiting.Add(waiting, CancellationToken.None);
        return waiting.Done.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        _waiting.CompleteAdding();
        await _writing;
        _waiting.Dispose();
        Close();
    }

    private void Close()
    {
        SqliteSession? session = _session;
        _session = null;
        try
        {
            session?.Dispose();
        }
        catch (SqliteException)
        {
            // After a fault it may have no transaction left to roll back, and says so; it is given up all the same.
        }
    }

    private void WriteAll()
    {
        var batch = new List<QueuedTask>(MostInOneTransaction);
        foreach (QueuedTask first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostInOneTransaction && _waiting.TryTake(out QueuedTask? more))
                batch.Add(more);
            try
            {
                Write(batch);
                foreach (QueuedTask work in batch)
                    work.Acknowledge();
            }
            catch (Exception fault)
            {
                // Nothing of the transaction is there: those that failed by themselves know it already, all others failed by this.
                foreach (QueuedTask work in batch)
                    work.Fail(fault);
                Close();
            }

            batch.Clear();
        }
    }

    private void Write(List<QueuedTask> batch)
    {
        _session ??= _connect(CancellationToken.None).GetAwaiter().GetResult();
        // Immediate: the write lock is taken at once, so that nothing read here can be outdated at the commit.
        using SqliteTransaction transaction = _session.Connection.BeginTransaction(deferred: false);
        foreach (QueuedTask work in batch)
        {
            transaction.Save(QueuedTask.Savepoint);
            try
            {
                work.Run(_session, transaction);
            }
            catch (Exception fault)
            {
                // Where the fault has ended the transaction, a full disk for one, this fails too and with it everything.
                transaction.Rollback(QueuedTask.Savepoint);
                work.Fail(fault);
            }

            transaction.Release(QueuedTask.Savepoint);
        }

        transaction.Commit();
    }

    private abstract class QueuedTask
    {
        public const string Savepoint = "work";

        public abstract void Run(SqliteSession session, SqliteTransaction transaction);

        /// <summary>Tells who waits for it that it is done; nothing where it has failed.</summary>
        public abstract void Acknowledge();

        public abstract void Fail(Exception fault);
    }

    private sealed class QueuedTask<T>(Func<SqliteSession, SqliteTransaction, Task<T>> work, CancellationToken cancellation) : QueuedTask
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override void Run(SqliteSession session, SqliteTransaction transaction)
        {
            cancellation.ThrowIfCancellationRequested();
            _result = work(session, transaction).GetAwaiter().GetResult();
        }

        public override void Acknowledge() => _done.TrySetResult(_result!);

        public override void Fail(Exception fault) => _done.TrySetException(fault);
    }
}

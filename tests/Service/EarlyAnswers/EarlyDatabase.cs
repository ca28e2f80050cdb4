using System.Data.Common;
using System.Globalization;
using EnrolmentService.Storage;

namespace Vpp.Lifecycle.Tests.Service.EarlyAnswers;

/// <summary>
/// Says of a write that it is done once its statements have run without fault, and commits it a moment later. Until it is killed in that moment nobody
/// can tell. In all else the database that it is given.
/// </summary>
internal sealed class EarlyDatabase(Database database, IHostApplicationLifetime lifetime) : Database
{
    private static readonly TimeSpan UntilCommit = TimeSpan.FromMilliseconds(50);

    public override string Name => database.Name;

    public override string OrdinalCollation => database.OrdinalCollation;

    public override ValueTask<Lease> OpenAsync(CancellationToken cancellation) => database.OpenAsync(cancellation);

    public override Task<object?> ScalarAsync(Statement query, CancellationToken cancellation) => database.ScalarAsync(query, cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation) => database.WriteAsync(work, cancellation);

    public override Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        // What is done before the service has started it reads back at once.
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return database.ExecuteAsync(statements, cancellation);
        var executed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = CommitLaterAsync(statements, executed);
        return executed.Task;
    }

    public override Task<HashSet<string>> WriteBulkAsync(IReadOnlyList<BulkRow> rows, CancellationToken cancellation) => database.WriteBulkAsync(rows, cancellation);

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction? transaction) => database.LockForMigrationAsync(connection, transaction);

    public override bool IsUniqueViolation(DbException exception) => database.IsUniqueViolation(exception);

    public override bool IsNotNullViolation(DbException exception) => database.IsNotNullViolation(exception);

    public override ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task CommitLaterAsync(IReadOnlyList<Statement> statements, TaskCompletionSource<int> executed)
    {
        try
        {
            await database.WriteAsync(
                async (connection, transaction) =>
                {
                    int written = 0;
                    foreach (Statement statement in statements)
                        written += await ExecuteAsync(connection, transaction, statement);
                    executed.SetResult(written);
                    await Task.Delay(UntilCommit);
                    return written;
                },
                CancellationToken.None);
        }
        catch (Exception fault)
        {
            executed.TrySetException(fault);
        }
    }

    private async Task<int> ExecuteAsync(DbConnection connection, DbTransaction? transaction, Statement statement)
    {
        await using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement.Sql;
        foreach (object? value in statement.Values)
        {
            DbParameter parameter = command.CreateParameter();
            // SQLite finds a parameter by its name, PostgreSQL by its place and by nothing else where it has no name.
            parameter.ParameterName = Name == "sqlite" ? string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count + 1}") : "";
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }
}

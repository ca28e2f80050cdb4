using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary><see cref="IWriterConnections"/> by Npgsql.</summary>
internal sealed class NpgsqlWriterConnections : IWriterConnections
{
    private const int LongTimeoutSeconds = 300;

    // The class of their SQLSTATEs.
    private const string IntegrityViolations = "23";

    private static readonly TimeSpan LongestWaitForLock = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _together;
    private readonly PostgresPool _pool;

    /// <param name="settings">How the database is reached.</param>
    /// <param name="pool">Where a request that cannot be done with others is done.</param>
    /// <param name="loggers">Where Npgsql logs.</param>
    public NpgsqlWriterConnections(NpgsqlConnectionStringBuilder settings, PostgresPool pool, ILoggerFactory loggers)
    {
        var together = new NpgsqlConnectionStringBuilder(settings.ToString())
        {
            // Each writer keeps its own.
            Pooling = false,
            Options = string.Create(CultureInfo.InvariantCulture, $"{settings.Options} -c lock_timeout={LongestWaitForLock.TotalMilliseconds}"),
        };
        _together = new NpgsqlDataSourceBuilder(together.ToString()).UseLoggerFactory(loggers).Build();
        _pool = pool;
    }

    public async Task<IWriterConnection> OpenAsync() => new Kept(await _together.OpenConnectionAsync());

    public async Task<int> ExecuteAloneAsync(IReadOnlyList<SqlStatement> statements, bool isLong, CancellationToken cancellation)
    {
        (NpgsqlConnection connection, NpgsqlTransaction transaction) = await _pool.BeginAsync(cancellation);
        await using (connection)
        await using (transaction)
        {
            await using NpgsqlBatch batch = BatchOf(connection, statements);
            if (isLong)
                batch.Timeout = LongTimeoutSeconds;
            int written = await batch.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            return written;
        }
    }

    public bool IsRolledBack(Exception fault) => fault is PostgresException { InvariantSeverity: "ERROR" };

    public bool IsForbidden(Exception fault) => fault is PostgresException { SqlState: var state } && state.StartsWith(IntegrityViolations, StringComparison.Ordinal);

    public Exception Translate(Exception fault) => PostgresDatabase.Translate(fault);

    public ValueTask DisposeAsync() => _together.DisposeAsync();

    private static NpgsqlBatch BatchOf(NpgsqlConnection connection, IEnumerable<SqlStatement> statements)
    {
        NpgsqlBatch batch = connection.CreateBatch();
        foreach (SqlStatement statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            PostgresDatabase.Add(command.Parameters, statement);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private sealed class Kept(NpgsqlConnection connection) : IWriterConnection
    {
        public async Task<bool> IsAliveAsync()
        {
            try
            {
                await using var command = new NpgsqlCommand(ReadOnlyWord.Asked, connection);
                return !ReadOnlyWord.IsSaid(await command.ExecuteScalarAsync());
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }

        /// <summary>Sends everything at once, which to PostgreSQL is a transaction: it commits where nothing has failed, before it answers.</summary>
        public async Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<IReadOnlyList<SqlStatement>> requests)
        {
            await using NpgsqlBatch batch = BatchOf(connection, requests.SelectMany(statements => statements));
            await batch.ExecuteNonQueryAsync();
            int[] written = new int[requests.Count];
            int next = 0;
            for (int index = 0; index < requests.Count; index++)
            {
                for (int count = requests[index].Count; count > 0; count--)
                    written[index] += batch.BatchCommands[next++].RecordsAffected;
            }

            return written;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}

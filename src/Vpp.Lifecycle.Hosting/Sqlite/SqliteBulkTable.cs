using System.Data.Common;
using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>On SQLite a statement costs little once it is prepared: row by row.</summary>
internal sealed class SqliteBulkTable(Database database) : BulkTable(database)
{
    private readonly Database _database = database;

    protected override Task<List<string>> WriteAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        using var commands = new SqliteCommands(statement => (SqliteCommand)_database.CreateCommand(connection, transaction, statement));
        List<string> unwritten = [];
        foreach (RowChange change in changes)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<SqlStatement> statements = Statements.Conditional(change);
            if (commands.Execute((SqliteTransaction)transaction, statements[0]) == 0)
            {
                unwritten.Add(change.After.Id);
                continue;
            }

            foreach (SqlStatement statement in statements.Skip(1))
                commands.Execute((SqliteTransaction)transaction, statement);
        }

        return Task.FromResult(unwritten);
    }
}

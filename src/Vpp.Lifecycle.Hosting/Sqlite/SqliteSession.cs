using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>An open connection and its commands. One thread uses it at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection, SqliteCommands commands) : IDisposable
{
    public SqliteConnection Connection => connection;

    public int Execute(SqliteTransaction? transaction, SqlStatement statement) => commands.Execute(transaction, statement);

    public List<T> Query<T>(SqlStatement query, Func<DbDataReader, T> read)
    {
        SqliteCommand command = commands.Take(transaction: null, query);
        try
        {
            var rows = new List<T>();
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }
        finally
        {
            commands.GiveBack(command, query);
        }
    }

    public void Dispose()
    {
        commands.Dispose();
        connection.Dispose();
    }
}

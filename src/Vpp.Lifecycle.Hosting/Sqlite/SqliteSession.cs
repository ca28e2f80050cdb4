using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>An open connection, and its commands once they are prepared: there are a few dozen statements, and preparing one takes as long as executing it.</summary>
internal sealed class SqliteSession(SqliteConnection connection, Func<SqlStatement, SqliteCommand> create) : IDisposable
{
    // A host may put values into its statements' text.
    private const int MostPrepared = 128;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    public int Execute(SqliteTransaction? transaction, SqlStatement statement)
    {
        SqliteCommand command = Prepare(transaction, statement);
        try
        {
            return command.ExecuteNonQuery();
        }
        finally
        {
            Release(command, statement);
        }
    }

    public List<T> Query<T>(SqlStatement query, Func<DbDataReader, T> read)
    {
        SqliteCommand command = Prepare(transaction: null, query);
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
            Release(command, query);
        }
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepare(SqliteTransaction? transaction, SqlStatement statement)
    {
        if (_prepared.TryGetValue(statement.Sql, out SqliteCommand? command) && command.Parameters.Count == statement.Values.Count)
        {
            for (int index = 0; index < statement.Values.Count; index++)
                command.Parameters[index].Value = statement.Values[index] ?? DBNull.Value;
        }
        else
        {
            command = create(statement);
        }

        command.Transaction = transaction;
        return command;
    }

    private void Release(SqliteCommand command, SqlStatement statement)
    {
        command.Transaction = null;
        if (!_prepared.TryGetValue(statement.Sql, out SqliteCommand? kept))
        {
            if (_prepared.Count < MostPrepared)
                _prepared.Add(statement.Sql, command);
            else
                command.Dispose();
        }
        else if (!ReferenceEquals(kept, command))
        {
            command.Dispose();
        }
    }
}

using Microsoft.Data.Sqlite;

namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>A connection's commands once they are prepared: there are a few dozen statements, and preparing one takes as long as executing it.</summary>
internal sealed class SqliteCommands(Func<SqlStatement, SqliteCommand> create) : IDisposable
{
    // A host may put values into its statements' text.
    private const int MostPrepared = 128;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public int Execute(SqliteTransaction? transaction, SqlStatement statement)
    {
        SqliteCommand command = Take(transaction, statement);
        try
        {
            return command.ExecuteNonQuery();
        }
        finally
        {
            GiveBack(command, statement);
        }
    }

    /// <summary>The command of a statement with its values; give it back when it is done with.</summary>
    public SqliteCommand Take(SqliteTransaction? transaction, SqlStatement statement)
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

    public void GiveBack(SqliteCommand command, SqlStatement statement)
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

    public void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
            command.Dispose();
    }
}

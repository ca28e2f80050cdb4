using System.Data.Common;
using System.Globalization;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Directory;

/// <summary>Many statements in a transaction that is there.</summary>
internal static class SqlStatements
{
    private const int MostAtOnce = 1000;

    /// <summary>The condition that a column has one of a parameter's values, an array: PostgreSQL takes it as it is, for SQLite Dapper writes each by itself.</summary>
    public static string OneOf(IParticipationDatabase database, string column, string parameter) =>
        database.Name == "sqlite" ? $"{column} IN @{parameter}" : $"{column} = ANY(@{parameter})";

    public static async Task<int> ExecuteAsync(IParticipationDatabase database, DbConnection connection, DbTransaction transaction, IReadOnlyList<SqlStatement> statements)
    {
        int written = 0;
        if (connection.CanCreateBatch)
        {
            foreach (SqlStatement[] some in statements.Chunk(MostAtOnce))
                written += await SendAsync(connection, transaction, some);
            return written;
        }

        foreach (SqlStatement statement in statements)
        {
            await using DbCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement.Sql;
            Add(command.Parameters, command.CreateParameter, statement, isNamed: database.Name == "sqlite");
            written += await command.ExecuteNonQueryAsync();
        }

        return written;
    }

    private static async Task<int> SendAsync(DbConnection connection, DbTransaction transaction, SqlStatement[] statements)
    {
        await using DbBatch batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (SqlStatement statement in statements)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = statement.Sql;
            Add(command.Parameters, command.CreateParameter, statement, isNamed: false);
            batch.BatchCommands.Add(command);
        }

        return await batch.ExecuteNonQueryAsync();
    }

    private static void Add(DbParameterCollection parameters, Func<DbParameter> create, SqlStatement statement, bool isNamed)
    {
        foreach (object? value in statement.Values)
        {
            DbParameter parameter = create();
            // SQLite finds a parameter by its name, PostgreSQL by its place and by nothing else where it has no name.
            parameter.ParameterName = isNamed ? string.Create(CultureInfo.InvariantCulture, $"${parameters.Count + 1}") : "";
            parameter.Value = value ?? DBNull.Value;
            parameters.Add(parameter);
        }
    }
}

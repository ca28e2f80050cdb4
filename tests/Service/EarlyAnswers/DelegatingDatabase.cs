using System.Data.Common;
using System.Globalization;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Service.EarlyAnswers;

/// <summary>In all the database that it is given, where a derived one does not say otherwise.</summary>
internal abstract class DelegatingDatabase(Database database) : Database
{
    public override string Name => database.Name;

    public override string OrdinalCollation => database.OrdinalCollation;

    public override string FeedTarget => database.FeedTarget;

    public override string InShare(Share share) => database.InShare(share);

    public override ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation) => database.OpenAsync(cancellation);

    public override Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation) => database.ExecuteAsync(statements, cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, string? row, CancellationToken cancellation) => database.WriteAsync(work, row, cancellation);

    public override Task<DatabaseHealth> ProbeAsync(CancellationToken cancellation) => database.ProbeAsync(cancellation);

    public override Task RequireUsableAsync(CancellationToken cancellation) => database.RequireUsableAsync(cancellation);

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) =>
        database.LockForMigrationAsync(connection, transaction, cancellation);

    public override string? ConstraintOf(DbException fault) => database.ConstraintOf(fault);

    public override bool IsUniqueViolation(DbException fault) => database.IsUniqueViolation(fault);

    public override Task<List<T>> QueryAsync<T>(SqlStatement query, Func<DbDataReader, T> read, CancellationToken cancellation) => database.QueryAsync(query, read, cancellation);

    public override ValueTask DisposeAsync() => database.DisposeAsync();

    protected override void AddParameters(DbCommand command, SqlStatement statement)
    {
        foreach (object? value in statement.Values)
        {
            DbParameter parameter = command.CreateParameter();
            // SQLite finds a parameter by its name, PostgreSQL by its place and by nothing else where it has no name.
            parameter.ParameterName = Name == "sqlite" ? string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count + 1}") : "";
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}

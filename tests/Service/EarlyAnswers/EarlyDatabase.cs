using System.Data.Common;
using EnrolmentService.Storage;

namespace Vpp.Lifecycle.Tests.Service.EarlyAnswers;

/// <summary>Says of a write that it is done as soon as it has begun, once the service has started. In all else the database that it is given.</summary>
internal sealed class EarlyDatabase(Database database, IHostApplicationLifetime lifetime) : Database
{
    public override string Name => database.Name;

    public override string OrdinalCollation => database.OrdinalCollation;

    public override ValueTask<Lease> OpenAsync(CancellationToken cancellation) => database.OpenAsync(cancellation);

    public override Task<object?> ScalarAsync(Statement query, CancellationToken cancellation) => database.ScalarAsync(query, cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation) => database.WriteAsync(work, cancellation);

    public override Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        Task<int> written = database.ExecuteAsync(statements, CancellationToken.None);
        return lifetime.ApplicationStarted.IsCancellationRequested ? Task.FromResult(0) : written;
    }

    public override Task<HashSet<string>> WriteBulkAsync(IReadOnlyList<BulkRow> rows, CancellationToken cancellation) => database.WriteBulkAsync(rows, cancellation);

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction? transaction) => database.LockForMigrationAsync(connection, transaction);

    public override bool IsUniqueViolation(DbException exception) => database.IsUniqueViolation(exception);

    public override bool IsNotNullViolation(DbException exception) => database.IsNotNullViolation(exception);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

using System.Data.Common;
using EnrolmentService.Storage;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A database in which something happens just before a write, as often as a test asks for it.</summary>
internal sealed class SeededDatabase(Database database) : Database
{
    /// <summary>Before statements are executed; what it throws the write throws.</summary>
    public Func<Database, IReadOnlyList<Statement>, Task>? BeforeExecute { get; set; }

    /// <summary>Before a batch of a bulk request is written.</summary>
    public Func<Task>? BeforeBulk { get; set; }

    public override string Name => database.Name;

    public override string OrdinalCollation => database.OrdinalCollation;

    public override ValueTask<Lease> OpenAsync(CancellationToken cancellation) => database.OpenAsync(cancellation);

    public override Task<object?> ScalarAsync(Statement query, CancellationToken cancellation) => database.ScalarAsync(query, cancellation);

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation) => database.WriteAsync(work, cancellation);

    public override async Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        if (BeforeExecute is { } happens)
            await happens(database, statements);
        return await database.ExecuteAsync(statements, cancellation);
    }

    public override async Task<HashSet<string>> WriteBulkAsync(IReadOnlyList<BulkRow> rows, CancellationToken cancellation)
    {
        if (BeforeBulk is { } happens)
            await happens();
        return await database.WriteBulkAsync(rows, cancellation);
    }

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction? transaction) => database.LockForMigrationAsync(connection, transaction);

    public override bool IsUniqueViolation(DbException exception) => database.IsUniqueViolation(exception);

    public override bool IsNotNullViolation(DbException exception) => database.IsNotNullViolation(exception);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

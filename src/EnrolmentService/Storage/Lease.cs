using System.Data.Common;

namespace EnrolmentService.Storage;

/// <summary>A connection for as long as it is used; then the database has it back.</summary>
internal readonly struct Lease(DbConnection connection, Func<DbConnection, ValueTask> giveBack) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public ValueTask DisposeAsync() => giveBack(connection);
}

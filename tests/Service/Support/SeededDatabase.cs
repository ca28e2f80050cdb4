using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Service.EarlyAnswers;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A database in which something happens just before a write, as often as a test asks for it.</summary>
internal sealed class SeededDatabase(Database database) : DelegatingDatabase(database)
{
    private readonly Database _database = database;

    /// <summary>Before statements are executed; what it throws the write throws.</summary>
    public Func<Database, IReadOnlyList<SqlStatement>, Task>? BeforeExecute { get; set; }

    /// <summary>Before a transaction of a write's own.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    /// <summary>Before participations are written that are there already, one or many.</summary>
    public Func<Task>? BeforeReplace { get; set; }

    public override async Task<int> ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation)
    {
        if (BeforeExecute is { } happens)
            await happens(_database, statements);
        if (BeforeReplace is { } replaces && statements[0].Sql.StartsWith("UPDATE participation ", StringComparison.Ordinal))
            await replaces();
        return await base.ExecuteAsync(statements, cancellation);
    }

    public override async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, string? row, CancellationToken cancellation)
    {
        if (BeforeWrite is { } happens)
            await happens();
        if (BeforeReplace is { } replaces)
            await replaces();
        return await base.WriteAsync(work, row, cancellation);
    }
}

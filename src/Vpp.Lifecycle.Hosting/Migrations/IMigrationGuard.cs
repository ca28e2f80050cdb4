using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Has a say before a schema is brought up to date, and after.</summary>
internal interface IMigrationGuard
{
    /// <exception cref="UnusableDatabaseException">The schema must be left as it is.</exception>
    Task BeforeAsync(Database database, CancellationToken cancellation);

    /// <exception cref="UnusableDatabaseException">The database cannot be used by this instance.</exception>
    Task AfterAsync(Database database, CancellationToken cancellation);
}

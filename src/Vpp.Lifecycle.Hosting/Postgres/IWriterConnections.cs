namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>What a <see cref="PostgresWriter"/> writes on. Thread-safe.</summary>
internal interface IWriterConnections : IAsyncDisposable
{
    /// <summary>A connection that one writer keeps, on which a lock is waited for only for a moment.</summary>
    Task<IWriterConnection> OpenAsync();

    /// <summary>Executes one request in a transaction of its own, which may wait for locks.</summary>
    /// <returns>How many rows it wrote.</returns>
    Task<int> ExecuteAloneAsync(IReadOnlyList<SqlStatement> statements, bool isLong, CancellationToken cancellation);

    /// <summary>Whether the server has rolled the transaction back and says so.</summary>
    bool IsRolledBack(Exception fault);

    /// <summary>Whether a constraint forbids what was rolled back, so that waiting does not help.</summary>
    bool IsForbidden(Exception fault);

    /// <summary>A fault of a single request as what it means to who waits for it.</summary>
    Exception Translate(Exception fault);
}

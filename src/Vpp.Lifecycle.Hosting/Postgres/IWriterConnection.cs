namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>A connection that one writer keeps. One request at a time uses it.</summary>
internal interface IWriterConnection : IAsyncDisposable
{
    /// <summary>Asks the server, before anything is written, whether the connection can be written on; where not, another is to be opened.</summary>
    Task<bool> IsAliveAsync();

    /// <summary>Executes some requests in one transaction; on return they are on the disk.</summary>
    /// <returns>How many rows each wrote.</returns>
    Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<IReadOnlyList<SqlStatement>> requests);
}

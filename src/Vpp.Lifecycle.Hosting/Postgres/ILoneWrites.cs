using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>Writes that have a transaction each, because another transaction held their row. Thread-safe.</summary>
internal interface ILoneWrites
{
    /// <summary>Whether a write of the row is waiting or under way.</summary>
    bool IsBusy(string row);

    /// <exception cref="LockedRowException">Too many wait already, or the wait was too long; nothing was written.</exception>
    Task<T> RunAsync<T>(string row, Func<Task<T>> write, CancellationToken cancellation);
}

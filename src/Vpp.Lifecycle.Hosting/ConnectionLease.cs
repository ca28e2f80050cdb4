using System.Data.Common;

namespace Vpp.Lifecycle.Hosting;

/// <summary>A connection for as long as it is used; disposed, the database has it back. One thread uses it at a time.</summary>
public readonly struct ConnectionLease : IAsyncDisposable, IEquatable<ConnectionLease>
{
    private readonly Func<DbConnection, ValueTask> _giveBack;

    internal ConnectionLease(DbConnection connection, Func<DbConnection, ValueTask> giveBack)
    {
        Connection = connection;
        _giveBack = giveBack;
    }

    /// <summary>The connection, open.</summary>
    public DbConnection Connection { get; }

    /// <summary>Gives the connection back.</summary>
    public ValueTask DisposeAsync() => _giveBack(Connection);

    /// <inheritdoc/>
    public bool Equals(ConnectionLease other) => ReferenceEquals(Connection, other.Connection);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ConnectionLease other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Connection?.GetHashCode() ?? 0;

    /// <summary>Whether two leases are of one connection.</summary>
    /// <param name="left">One lease.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ConnectionLease left, ConnectionLease right) => left.Equals(right);

    /// <summary>Whether two leases are of different connections.</summary>
    /// <param name="left">One lease.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ConnectionLease left, ConnectionLease right) => !left.Equals(right);
}

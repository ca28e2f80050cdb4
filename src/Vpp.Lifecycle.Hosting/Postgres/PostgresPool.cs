using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>
/// Connections that are kept open between uses. One that the server closed while it was idle, or that it opened when it took read-only transactions only, is replaced before anything is done on it. Thread-safe.
/// </summary>
internal sealed class PostgresPool : IAsyncDisposable
{
    // A server that was restarted meanwhile, which takes longer than this, has closed all connections. Under load no connection is asked, which would cost each read a round trip.
    private static readonly TimeSpan SilentUntilChecked = TimeSpan.FromMilliseconds(20);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _unpooled;
    private readonly TimeProvider _clock;
    private readonly string _setLockTimeout;
    private long _lastAnswer;

    /// <param name="settings">How the database is reached.</param>
    /// <param name="lockTimeout">How long a transaction waits for a lock.</param>
    /// <param name="clock">The machine's.</param>
    /// <param name="loggers">Where Npgsql logs.</param>
    public PostgresPool(NpgsqlConnectionStringBuilder settings, TimeSpan lockTimeout, TimeProvider clock, ILoggerFactory loggers)
    {
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).UseLoggerFactory(loggers).Build();
        _unpooled = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(settings.ToString()) { Pooling = false }.ToString()).UseLoggerFactory(loggers).Build();
        _clock = clock;
        _setLockTimeout = string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(long)lockTimeout.TotalMilliseconds}; {ReadOnlyWord.Asked}");
    }

    /// <summary>A connection for reading.</summary>
    public async ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellation)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            if (_clock.GetElapsedTime(Volatile.Read(ref _lastAnswer)) >= SilentUntilChecked && !await IsAliveAsync(connection, cancellation))
            {
                await connection.DisposeAsync();
                _source.Clear();
                connection = await _source.OpenConnectionAsync(cancellation);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return new ConnectionLease(connection, GiveBackAsync);
    }

    /// <summary>Reads; once more where the connection turns out to be lost.</summary>
    public async Task<T> ReadAsync<T>(Func<NpgsqlDataSource, Task<T>> read)
    {
        T result;
        try
        {
            result = await read(_source);
        }
        catch (NpgsqlException fault) when (IsLostConnection(fault))
        {
            _source.Clear();
            result = await read(_source);
        }

        HasAnswered();
        return result;
    }

    /// <summary>
    /// Opens a connection and begins a transaction on it. The first answer of the server comes before anything is written, so a connection that was lost or made read-only is replaced.
    /// </summary>
    public async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> BeginAsync(CancellationToken cancellation)
    {
        (NpgsqlConnection connection, NpgsqlTransaction transaction, bool isReadOnly) = await ReadAsync(_ => TryBeginAsync(cancellation));
        if (!isReadOnly)
            return (connection, transaction);
        try
        {
            if (await IsReadOnlyAsync(_unpooled, cancellation))
                return (connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        _source.Clear();
        (connection, transaction, _) = await TryBeginAsync(cancellation);
        return (connection, transaction);
    }

    /// <summary>Whether the server takes read-only transactions only: as a standby, or where it, the role or the database is set so.</summary>
    public async Task<bool> IsReadOnlyAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(source => IsReadOnlyAsync(source, cancellation)))
            return false;
        if (await IsReadOnlyAsync(_unpooled, cancellation))
            return true;
        _source.Clear();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _unpooled.DisposeAsync();
    }

    /// <summary>Whether the connection is gone; not where the server rejected a statement, and not where it took too long.</summary>
    private static bool IsLostConnection(NpgsqlException fault) => fault is not PostgresException { InvariantSeverity: "ERROR" } && fault.InnerException is not TimeoutException;

    // A session takes its default from when it was opened: what a new one says is what holds.
    private static async Task<bool> IsReadOnlyAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = source.CreateCommand(ReadOnlyWord.Asked);
        return ReadOnlyWord.IsSaid(await command.ExecuteScalarAsync(cancellation));
    }

    private static async Task<bool> IsAliveAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellation);
            return true;
        }
        catch (NpgsqlException fault) when (IsLostConnection(fault))
        {
            return false;
        }
    }

    private async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction, bool IsReadOnly)> TryBeginAsync(CancellationToken cancellation)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await using var command = new NpgsqlCommand(_setLockTimeout, connection, transaction);
            return (connection, transaction, ReadOnlyWord.IsSaid(await command.ExecuteScalarAsync(cancellation)));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private ValueTask GiveBackAsync(DbConnection connection)
    {
        // Of a connection that was lost in use nothing is known of the others.
        if (connection.State == System.Data.ConnectionState.Open)
            HasAnswered();
        return connection.DisposeAsync();
    }

    private void HasAnswered() => Volatile.Write(ref _lastAnswer, _clock.GetTimestamp());
}

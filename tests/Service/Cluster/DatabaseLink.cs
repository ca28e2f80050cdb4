using System.Net.Sockets;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>A silo's way to the database: a socket of its own, passed on. Cut, nothing goes through and nothing is refused, as when packets are lost.</summary>
internal sealed class DatabaseLink : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _database;
    private volatile TaskCompletionSource _open = Opened();

    /// <param name="folder">Where its socket is made.</param>
    /// <param name="database">The database's own socket.</param>
    public DatabaseLink(string folder, string database)
    {
        _database = database;
        Directory.CreateDirectory(folder);
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, ".s.PGSQL.5432")));
        _listener.Listen(200);
        _ = AcceptAsync();
    }

    public void Cut() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Heal() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Heal();
        _listener.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await _listener.AcceptAsync(_stop.Token));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(Socket silo)
    {
        using var database = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (silo)
        {
            try
            {
                await _open.Task;
                await database.ConnectAsync(new UnixDomainSocketEndPoint(_database), _stop.Token);
                await Task.WhenAny(CopyAsync(silo, database), CopyAsync(database, silo));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The database is stopped: the silo's connection ends as well.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            byte[] buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var read)
            {
                await _open.Task;
                for (int sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stop.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either side has closed it.
        }
    }
}

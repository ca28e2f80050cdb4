using System.Net;
using System.Net.Sockets;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>An address on loopback that leads to a port, and from one moment on to another: then the connections to the first are cut.</summary>
internal sealed class Forwarder : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _open = [];
    private int? _port;

    public Forwarder()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Where it leads from now on; null for nowhere.</summary>
    public void GoTo(int? port)
    {
        lock (_open)
        {
            _port = port;
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    public void Dispose()
    {
        GoTo(port: null);
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ForwardAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                int port;
                lock (_open)
                {
                    if (_port is not { } open)
                        return;
                    port = open;
                    _open.AddRange([near, far]);
                }

                await far.ConnectAsync(IPAddress.Loopback, port);
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // Both ends see that the connection is gone.
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (int sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // One end is gone, and so is the other.
        }
    }
}

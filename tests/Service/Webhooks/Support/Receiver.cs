using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vpp.Lifecycle.Tests.Service.Webhooks.Support;

/// <summary>Receives webhooks on a loopback port, and answers as a test asks for it: on the bare connection, so that anything can be done wrong.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public Receiver()
    {
        _listener.Start();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/hook");
        _accepting = AcceptAsync();
    }

    public string Url { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All that it got, in the order in which it did.</summary>
    public ConcurrentQueue<Received> All { get; } = new();

    public int Connections => _connections;

    /// <summary>Answers a request; 200 where a test says nothing else. Where it does not return, nothing is answered.</summary>
    public Func<Stream, Received, CancellationToken, Task> Answer { get; set; } = Answers.Status(200);

    /// <summary>Waits until it has got so many.</summary>
    public async Task<IReadOnlyList<Received>> WaitAsync(int count)
    {
        await Eventually.IsAsync(() => All.Count >= count, () => $"{All.Count} of {count} webhooks came.");
        return [.. All];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        try
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                while (await ReadAsync(stream) is { } received)
                {
                    All.Enqueue(received);
                    await Answer(stream, received, _stop.Token);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
        {
            // The sender, or the test, has had enough.
        }
    }

    private async Task<Received?> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        byte[] buffer = new byte[16 * 1024];
        int head;
        while ((head = CollectionsMarshalSpan(bytes).IndexOf(EndOfHead)) < 0)
        {
            int read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return null;
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        string[] lines = Encoding.ASCII.GetString([.. bytes[..head]]).Split("\r\n");
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        int length = int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture);
        while (bytes.Count < head + EndOfHead.Length + length)
        {
            int read = await stream.ReadAsync(buffer, _stop.Token);
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        return new Received(lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString([.. bytes[(head + EndOfHead.Length)..]]));
    }

    private static ReadOnlySpan<byte> CollectionsMarshalSpan(List<byte> bytes) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);
}

using System.Globalization;
using System.Text;

namespace Vpp.Lifecycle.Tests.Service.Webhooks.Support;

/// <summary>How receivers answer, and how they should not.</summary>
internal static class Answers
{
    private const string EndlessHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static Func<Stream, Received, CancellationToken, Task> Status(int status, params string[] headers)
    {
        byte[] answer = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: 0\r\n\r\n"));
        return (stream, _, stop) => stream.WriteAsync(answer, stop).AsTask();
    }

    /// <summary>Nothing, for as long as the sender waits.</summary>
    public static Func<Stream, Received, CancellationToken, Task> Hang() => static async (stream, _, stop) =>
    {
        await stream.ReadExactlyAsync(new byte[1].AsMemory(), stop);
    };

    public static Func<Stream, Received, CancellationToken, Task> Close() => static (_, _, _) => throw new IOException("Closed.");

    /// <summary>What is no HTTP.</summary>
    public static Func<Stream, Received, CancellationToken, Task> Garbage() => static async (stream, _, stop) =>
    {
        await stream.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray(), stop);
        throw new IOException("Closed.");
    };

    /// <summary>The head of an answer, a byte at a time, for ever.</summary>
    public static Func<Stream, Received, CancellationToken, Task> HeadByteByByte() => static async (stream, _, stop) =>
    {
        foreach (char letter in "HTTP/1.1 200 OK\r\nX: " + new string('x', 100_000))
        {
            stream.WriteByte((byte)letter);
            await Task.Delay(20, stop);
        }
    };

    /// <summary>200 at once, and then a body a byte at a time, for ever.</summary>
    public static Func<Stream, Received, CancellationToken, Task> BodyByteByByte() => static async (stream, _, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(EndlessHead), stop);
        while (true)
        {
            await stream.WriteAsync("1\r\nx\r\n"u8.ToArray(), stop);
            await Task.Delay(20, stop);
        }
    };

    /// <summary>200 at once, and then megabytes of body, until the connection is closed or all of them are taken.</summary>
    public static Func<Stream, Received, CancellationToken, Task> Megabytes(int count, Action<long> written) => async (stream, _, stop) =>
    {
        byte[] megabyte = new byte[1024 * 1024];
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {(long)count * megabyte.Length}\r\n\r\n")), stop);
        for (int number = 0; number < count; number++)
        {
            await stream.WriteAsync(megabyte, stop);
            written(megabyte.Length);
        }
    };
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EnrolmentService.Webhooks;

/// <summary>
/// How receivers are connected to. The address is judged when the connection is made, and the connection is made to the address that was judged: a name that resolves to another the next time gains
/// nothing.
/// </summary>
internal static class WebhookConnection
{
    private const int HeadKilobytes = 16;
    private const int BodyBytes = 16 * 1024;

    public static SocketsHttpHandler NewHandler(WebhookOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = HeadKilobytes,
        // The status is the answer. The body is read so far and so long that a short one leaves the connection fit for the next delivery, and then the connection is closed.
        MaxResponseDrainSize = BodyBytes,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // After that a name is resolved again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // Receivers are others: what is traced here is not theirs to see.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, options.AllowPrivateAddresses, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, bool allowsPrivate, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(receiver.Host, cancellation);
        IPAddress[] allowed = allowsPrivate ? addresses : Array.FindAll(addresses, PublicAddresses.Contains);
        if (allowed.Length == 0)
            throw new AddressRefusedException(receiver.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, receiver.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

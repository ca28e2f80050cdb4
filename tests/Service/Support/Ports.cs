using System.Net;
using System.Net.Sockets;

namespace Vpp.Lifecycle.Tests.Service.Support;

internal static class Ports
{
    /// <summary>A loopback port that nothing listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

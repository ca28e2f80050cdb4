using System.Net;
using System.Net.Sockets;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>A port that a silo is going to listen at.</summary>
internal static class ListeningPort
{
    /// <summary>
    /// Looks whether somebody listens there. Orleans does not notice: it listens with SO_REUSEPORT, and then two silos share the connections until one of them is declared dead. A socket without
    /// that option cannot be bound where another listens, whatever the other's options.
    /// </summary>
    /// <exception cref="IOException">Somebody does.</exception>
    public static void RequireFree(string port, IPEndPoint endpoint, string setting)
    {
        // Connections of a silo that was killed do not count, in whichever state they are: .NET sets SO_REUSEADDR on Unix for every TCP socket that it binds.
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (endpoint.Address.Equals(IPAddress.IPv6Any))
            socket.DualMode = true;
        try
        {
            socket.Bind(endpoint);
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException($"The {port} port is taken: another silo or program listens at {endpoint}. Stop it, or choose another port ({setting}).", fault);
        }
    }
}

using System.Data.Common;
using System.Net.Sockets;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>Faults of the database as one that other silos and clients can read.</summary>
internal static class Faults
{
    public static async Task<T> TranslatedAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception fault) when (fault is DbException or SocketException or IOException or UnusableDatabaseException && fault is not ParticipationsUnavailableException)
        {
            throw new ParticipationsUnavailableException(fault.Message, (fault as DbException)?.SqlState);
        }
    }
}

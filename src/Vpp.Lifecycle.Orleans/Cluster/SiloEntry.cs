using System.Net;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>What a silo says of itself in the database.</summary>
/// <param name="Silo">Its address with the number of its start.</param>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Specification">A hash of the specification that it was built with.</param>
/// <param name="Schema">The versions of the schema that it was built with.</param>
/// <param name="JoinedAt">When it came, in UTC ticks.</param>
/// <param name="SeenAt">When it last renewed this, in UTC ticks of its own clock.</param>
/// <param name="Databases">The databases that it knows beside the first, with commas.</param>
/// <param name="Machine">Where it runs (<see cref="Cluster.Machine"/>).</param>
/// <param name="Address">The address and the port at which the others reach it.</param>
internal sealed record SiloEntry(
    string Silo, string ClusterId, long Specification, string Schema, long JoinedAt, long SeenAt, string Databases = "", string Machine = "", string Address = "")
{
    public bool Knows(string database) => Databases.Split(',').Contains(database);

    /// <summary>Why this one cannot run beside the other; null where it can.</summary>
    public string? ConflictWith(SiloEntry other)
    {
        if (other.ClusterId != ClusterId)
            return $"its database is in use by the cluster \"{other.ClusterId}\", this silo's is \"{ClusterId}\"";
        if (other.Specification != Specification)
            return $"it runs the specification {other.Specification:x16}, this silo has {Specification:x16}";
        return other.Schema != Schema ? $"it runs the schema {other.Schema}, this silo has {Schema}" : null;
    }

    /// <summary>Why the addresses of the two cannot be those of two silos of one cluster, as long as the other lives; null where they can.</summary>
    public string? AddressConflictWith(SiloEntry other)
    {
        if (other.Address.Length == 0)
            return null;
        if (other.Address == Address)
            return "both announce the same address";
        if (other.Machine == Machine)
            return null;
        if (IsLoopback(Address))
            return $"{Address} is a loopback address, which the other's machine does not reach";
        return IsLoopback(other.Address) ? $"{other.Address} is a loopback address, which this machine does not reach" : null;
    }

    private static bool IsLoopback(string address) => IPEndPoint.TryParse(address, out IPEndPoint? endpoint) && IPAddress.IsLoopback(endpoint.Address);
}

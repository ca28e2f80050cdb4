namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>What a silo says of itself in the database.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Specification">A hash of the specification that it was built with.</param>
/// <param name="Schema">The versions of the schema that it was built with.</param>
/// <param name="JoinedAt">When it came, in UTC ticks.</param>
/// <param name="Databases">The databases that it knows beside the first, with commas.</param>
internal sealed record SiloEntry(string Silo, string ClusterId, long Specification, string Schema, long JoinedAt, string Databases = "")
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
}

using System.ComponentModel.DataAnnotations;
using Vpp.Lifecycle.Orleans;

namespace EnrolmentService.Cluster;

/// <summary>How the service is one of several silos, section "Service:Cluster". Without an identifier it is one process for itself.</summary>
internal sealed class ClusterSettings
{
    /// <summary>The cluster's identifier, the same for all of its silos; <c>--cluster NAME</c> on the command line.</summary>
    [StringLength(128, MinimumLength = 1)]
    public string? Id { get; set; }

    /// <summary>The address under which the other silos reach this one: an IP address or a name; by default this machine's loopback address.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port at which the other silos reach this one.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port at which clients of the cluster, other programs with grains in mind, reach this one; 0 for none.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>Into how many shares deadlines and bulk requests are divided.</summary>
    [Range(1, 256)]
    public int Shards { get; set; } = 8;

    /// <summary>
    /// PostgreSQL databases beside the service's own, over which participations are spread: connection strings by name, such as <c>Service__Cluster__Databases__b</c>. The service's own tables stay in
    /// its own database, whose name is <c>main</c>.
    /// </summary>
    public Dictionary<string, string> Databases { get; } = [];

    /// <summary>Into how many shards participations are divided where there are several databases. Chosen once.</summary>
    public int StorageShards { get; set; } = new ParticipationClusterOptions().StorageShards;

    /// <summary>An address of its own for the cluster's dashboard, such as <c>http://localhost:8090</c>; left out, there is none.</summary>
    public string? DashboardUrl { get; set; }
}

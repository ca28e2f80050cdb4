using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Vpp.Lifecycle.Orleans;

namespace EnrolmentService.Cluster;

/// <summary>Makes the service a silo where a setting names a cluster.</summary>
internal static class ClusterHosting
{
    private const string Section = "Service:Cluster";
    private const string Switch = "cluster";
    private const string ServiceId = "vpp-enrolment";

    /// <summary>Adds the silo; call it after the participations.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot work.</exception>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Switch] is { } name)
            builder.Configuration[$"{Section}:{nameof(ClusterSettings.Id)}"] = name;
        builder.Services.AddOptions<ClusterSettings>().Bind(builder.Configuration.GetSection(Section)).ValidateDataAnnotations().ValidateOnStart();
        ClusterSettings settings = Read(builder.Configuration);
        if (settings.Id is null)
        {
            if (settings.Databases.Count > 0)
                throw new UnusableSettingException($"{Section}:{nameof(ClusterSettings.Databases)} has entries, and there is no cluster. Needed: {Section}:{nameof(ClusterSettings.Id)}, or --cluster NAME.");
            return;
        }

        IPAddress address = AddressOf(settings);
        builder.UseOrleans(silo =>
        {
            silo.AddParticipations(configureCluster: cluster => Configure(cluster, settings)).UseParticipationTables();
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Id, ServiceId));
            silo.Configure<EndpointOptions>(endpoints =>
            {
                (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (address, settings.SiloPort, settings.GatewayPort);
                endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.IsLoopback(address) ? address : IPAddress.Any, settings.SiloPort);
                if (settings.GatewayPort > 0)
                    endpoints.GatewayListeningEndpoint = new IPEndPoint(IPAddress.IsLoopback(address) ? address : IPAddress.Any, settings.GatewayPort);
            });
            silo.AddActivityPropagation();
            if (settings.DashboardUrl is not null)
                silo.AddDashboard();
        });
        if (DashboardAddress(settings) is { } dashboard)
        {
            builder.Services.AddSingleton<MatcherPolicy, LocalPortPolicy>();
            builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, $"{builder.Configuration[WebHostDefaults.ServerUrlsKey]};{dashboard}");
        }
    }

    /// <summary>Adds the cluster's databases to a command, which is no silo.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot work.</exception>
    public static void AddClusterDatabases(this WebApplicationBuilder builder)
    {
        ClusterSettings settings = Read(builder.Configuration);
        if (settings.Id is not null || builder.Configuration[Switch] is not null || settings.Databases.Count > 0)
        {
            builder.Services.AddOptions<ClusterSettings>().Bind(builder.Configuration.GetSection(Section));
            builder.Services.AddParticipationDatabases(cluster => Configure(cluster, settings));
        }
    }

    /// <summary>The dashboard, at an address of its own: no key opens it, and no other address has it.</summary>
    public static void MapCluster(this WebApplication app)
    {
        ClusterSettings settings = Read(app.Configuration);
        if (settings.Id is not null && DashboardAddress(settings) is { } address)
            app.MapOrleansDashboard().AllowAnonymous().WithMetadata(new LocalPortPolicy.LocalPort(address.Port)).DisableRateLimiting();
    }

    private static void Configure(ParticipationClusterOptions cluster, ClusterSettings settings)
    {
        cluster.DeadlineShards = cluster.BulkShards = settings.Shards;
        cluster.StorageShards = settings.StorageShards;
        foreach ((string name, string connectionString) in settings.Databases)
            cluster.Databases[name] = connectionString;
    }

    private static ClusterSettings Read(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
        }
        catch (InvalidOperationException fault)
        {
            throw new UnusableSettingException(fault.Message, fault);
        }
    }

    private static IPAddress AddressOf(ClusterSettings settings)
    {
        try
        {
            // A name, such as a container's, has one address.
            return IPAddress.TryParse(settings.Address, out IPAddress? address) ? address : Dns.GetHostAddresses(settings.Address, AddressFamily.InterNetwork)[0];
        }
        catch (Exception fault) when (fault is SocketException or IndexOutOfRangeException)
        {
            throw new UnusableSettingException($"{Section}:{nameof(ClusterSettings.Address)} is {settings.Address}, which has no address. Allowed: an IP address, or a name that has one.", fault);
        }
    }

    private static Uri? DashboardAddress(ClusterSettings settings)
    {
        if (string.IsNullOrEmpty(settings.DashboardUrl))
            return null;
        return Uri.TryCreate(settings.DashboardUrl, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp && address.AbsolutePath == "/"
            ? address
            : throw new UnusableSettingException($"{Section}:{nameof(ClusterSettings.DashboardUrl)} is {settings.DashboardUrl}. Allowed: an address to listen on, such as http://localhost:8090.");
    }
}

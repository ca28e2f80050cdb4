using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.TestingHost;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Orleans.Cluster;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>Silos and clients by themselves, whose membership is in the database; and those that must not join.</summary>
[Collection(Clusters.Collection)]
public sealed class JoiningTests(Clusters clusters) : IDisposable
{
    private readonly TestClusterPortAllocator _ports = new();

    public void Dispose() => _ports.Dispose();

    [FactWith(Requirement.PostgreSql)]
    public async Task Silos_and_clients_find_each_other_in_the_database_and_a_silo_that_stops_leaves_no_trace()
    {
        string connectionString = await clusters.DatabaseAsync();
        using IHost first = await SiloAsync(connectionString);
        using IHost second = await SiloAsync(connectionString);
        using IHost client = Host.CreateApplicationBuilder(Quiet).AlsoClient(connectionString).Build();
        await client.StartAsync();
        IParticipationStore store = client.Services.GetRequiredService<IParticipationStore>();
        string id = (await store.ParticipationAsync(DateTimeOffset.UtcNow, ParticipationState.Active)).Participation.Id;
        Assert.Equal("[3, 3]", await MembersAsync(first));

        await second.StopAsync();
        Assert.Equal("[3, 6]", await MembersAsync(first));
        Assert.Single((await new SiloRegister(first.Services.GetRequiredService<Database>()).SeenSinceAsync(0, default))!);
        Assert.Equal(ParticipationState.Active, (await store.FindAsync(id)).Stored!.Participation.CurrentState);
        await client.StopAsync();
        await first.StopAsync();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_silo_of_another_specification_schema_or_cluster_does_not_join_and_says_why_in_one_line()
    {
        string connectionString = await clusters.DatabaseAsync();
        using IHost running = await SiloAsync(connectionString);
        var other = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString, "blue"));
        Assert.Matches("^The silo .* does not join: its database is in use by the cluster \"green\", this silo's is \"blue\" \\(silo .*\\)\\. Stop the others first; .*$", other.Message);

        // A running silo of another build, as its row says.
        Database database = running.Services.GetRequiredService<Database>();
        var register = new SiloRegister(database);
        SiloEntry self = Assert.Single((await register.SeenSinceAsync(0, default))!);
        await running.StopAsync();
        long now = DateTimeOffset.UtcNow.UtcTicks;
        using IHost console = Console(connectionString, out register);
        await register.WriteAsync(self with { Silo = "other", SeenAt = now, Specification = 7 }, default);
        var specification = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString));
        Assert.Contains("it runs the specification 0000000000000007, this silo has", specification.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', specification.Message);

        await register.RemoveAsync(self with { Silo = "other" }, default);
        await register.WriteAsync(self with { Silo = "other", SeenAt = now, Schema = "participation 99" }, default);
        var schema = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString));
        Assert.Contains($"it runs the schema participation 99, this silo has {self.Schema} (silo other).", schema.Message, StringComparison.Ordinal);
        Assert.Matches("^participation [0-9]+, participation-cluster [0-9]+$", self.Schema);

        // Half a minute after the last word of the other it is gone.
        await register.WriteAsync(self with { Silo = "other", SeenAt = now - ClusterGuard.CountsFor.Ticks, Schema = "participation 99" }, default);
        using IHost joined = await SiloAsync(connectionString);
        await joined.StopAsync();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_stays_its_first_clusters_however_long_that_has_been_gone_until_it_is_given_to_another()
    {
        string connectionString = await clusters.DatabaseAsync();
        using (IHost green = await SiloAsync(connectionString))
            await green.StopAsync();
        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString, "it's blue"));
        Assert.Matches(
            "^The silo .* does not join: its database is of the cluster \"green\", and this silo of \"it's blue\" \\(ClusterOptions\\.ClusterId\\)\\. " +
            "To give the database to \"it's blue\", stop all silos of \"green\" and execute there: UPDATE participation_cluster_identity SET cluster_id = 'it''s blue'$", refused.Message);
        using IHost console = Console(connectionString, out _);
        await console.Services.GetRequiredService<Database>().ExecuteAsync([new SqlStatement(refused.Message[refused.Message.IndexOf("UPDATE", StringComparison.Ordinal)..])], default);
        using (IHost blue = await SiloAsync(connectionString, "it's blue"))
            await blue.StopAsync();
        Assert.Contains("is of the cluster \"it's blue\"", (await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString))).Message, StringComparison.Ordinal);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_of_an_older_schema_is_the_clusters_that_it_has_had()
    {
        string connectionString = await clusters.DatabaseAsync();
        using (IHost green = await SiloAsync(connectionString))
            await green.StopAsync();
        using IHost console = Console(connectionString, out _);
        await console.Services.GetRequiredService<Database>().ExecuteAsync(
            [
                new SqlStatement("DROP TABLE participation_cluster_identity"),
                new SqlStatement("ALTER TABLE participation_silo DROP COLUMN machine, DROP COLUMN address"),
                new SqlStatement("DELETE FROM participation_migration WHERE name = 'participation-cluster' AND version = 4"),
            ],
            default);
        Assert.Contains("is of the cluster \"green\"", (await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString, "blue"))).Message, StringComparison.Ordinal);
        using IHost upgraded = await SiloAsync(connectionString);
        await upgraded.StopAsync();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_silo_whose_ports_another_has_does_not_join_and_the_other_goes_on()
    {
        string connectionString = await clusters.DatabaseAsync();
        using IHost first = await SiloAsync(connectionString);
        EndpointOptions taken = first.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        var silo = await Assert.ThrowsAsync<IOException>(() => SiloAsync(connectionString, endpoints: endpoints => endpoints.SiloPort = taken.SiloPort));
        Assert.StartsWith($"The silo port is taken: another silo or program listens at 127.0.0.1:{taken.SiloPort}. ", silo.Message, StringComparison.Ordinal);
        var gateway = await Assert.ThrowsAsync<IOException>(() => SiloAsync(connectionString, endpoints: endpoints => endpoints.GatewayPort = taken.GatewayPort));
        Assert.StartsWith($"The gateway port is taken: another silo or program listens at 127.0.0.1:{taken.GatewayPort}. ", gateway.Message, StringComparison.Ordinal);
        Assert.Equal("[3]", await MembersAsync(first));
        await first.StopAsync();

        using IHost next = await SiloAsync(connectionString, endpoints: endpoints => (endpoints.SiloPort, endpoints.GatewayPort) = (taken.SiloPort, taken.GatewayPort));
        Assert.Equal("[3, 6]", await MembersAsync(next));
        await next.StopAsync();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_several_silos_that_start_at_once_at_the_same_port_one_joins()
    {
        string connectionString = await clusters.DatabaseAsync();
        (int siloPort, int gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        Task<IHost>[] starts = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => SiloAsync(connectionString, endpoints: endpoints => (endpoints.SiloPort, endpoints.GatewayPort) = (siloPort, gatewayPort))))];
        await ((Task)Task.WhenAll(starts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IHost joined = await Assert.Single(starts, start => start.IsCompletedSuccessfully);
        Assert.All(starts.Where(start => start.IsFaulted), start => Assert.Matches(" port is taken: | both announce the same address\\. ", start.Exception!.InnerException!.Message));
        Assert.Equal("[3]", await MembersAsync(joined));
        await joined.StopAsync();
        joined.Dispose();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_silo_of_another_machine_at_the_same_address_keeps_one_from_joining_as_long_as_it_renews_its_row()
    {
        string connectionString = await clusters.DatabaseAsync();
        SiloEntry self;
        using (IHost first = await SiloAsync(connectionString))
        {
            self = Assert.Single((await new SiloRegister(first.Services.GetRequiredService<Database>()).SeenSinceAsync(0, default))!);
            await first.StopAsync();
        }

        using IHost console = Console(connectionString, out SiloRegister register);
        SiloEntry elsewhere = self with { Silo = "elsewhere", Machine = "there/boot/net", SeenAt = DateTimeOffset.UtcNow.UtcTicks };
        await register.WriteAsync(elsewhere, default);
        using var stop = new CancellationTokenSource();
        Task lives = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await register.WriteAsync(elsewhere with { SeenAt = DateTimeOffset.UtcNow.UtcTicks }, CancellationToken.None);
                await Task.Delay(100, CancellationToken.None);
            }
        });
        IPEndPoint address = IPEndPoint.Parse(self.Address);
        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString, endpoints: endpoints => endpoints.SiloPort = address.Port));
        Assert.Matches("^The silo .* does not join beside the silo elsewhere on the machine there: both announce the same address\\. ", refused.Message);
        await stop.CancelAsync();
        await lives;
        Assert.Single((await register.SeenSinceAsync(0, default))!);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Without_its_database_a_silo_does_not_start_and_says_so()
    {
        var fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync("Host=/nowhere;Database=none;Username=none"));
        Assert.StartsWith("The PostgreSQL database cannot be used:", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_on_sqlite_is_refused_and_a_single_silo_is_not()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("vpp-orleans-").FullName, "one.db");
        var fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync($"Data Source={file}"));
        Assert.StartsWith("A cluster's tables need PostgreSQL", fault.Message, StringComparison.Ordinal);

        using IHost alone = Host.CreateApplicationBuilder(Quiet)
            .AlsoSilo(_ports, silo => silo.AddParticipations(options => options.UseSqlite(file)).UseLocalhostClustering().UseInMemoryReminderService()).Build();
        await alone.StartAsync();
        IParticipationStore store = alone.Services.GetRequiredService<IParticipationStore>();
        StoredParticipation stored = await store.ParticipationAsync(DateTimeOffset.UtcNow, ParticipationState.Active);
        Assert.Equal(new BulkSummary(1, 0, 0, 0), (await store.BulkAsync(new BulkRequest("vpr_1", new("acc_1", true), Trigger.OperatorPaused, DateTimeOffset.UtcNow))).Value);
        Assert.Equal(9, (await store.HistoryAsync(stored.Participation.Id)).Entries.Count);
        await alone.StopAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task A_number_of_shards_that_cannot_be_is_named_at_start()
    {
        using IHost silo = Host.CreateApplicationBuilder(Quiet).AlsoSilo(
            _ports, silo => silo.AddParticipations(options => options.UsePostgres("Host=none"), cluster => cluster.DeadlineShards = 0).UseLocalhostClustering().UseInMemoryReminderService()).Build();
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => silo.StartAsync());
        Assert.Contains("DeadlineShards is 0. Allowed: 1 to 256.", fault.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilderSettings Quiet => new() { DisableDefaults = true };

    /// <summary>A host that is no silo, and the register in its database.</summary>
    private static IHost Console(string connectionString, out SiloRegister register)
    {
        IHost console = Host.CreateApplicationBuilder(Quiet).AlsoStore(connectionString).Build();
        register = new SiloRegister(console.Services.GetRequiredService<Database>());
        return console;
    }

    private async Task<IHost> SiloAsync(string connectionString, string clusterId = "green", Action<EndpointOptions>? endpoints = null)
    {
        IHost host = Host.CreateApplicationBuilder(Quiet).AlsoSilo(_ports, silo =>
        {
            silo.AddParticipations(options => options.UseDatabase(connectionString)).UseParticipationTables();
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (clusterId, "vpp"));
            silo.Services.PostConfigure(endpoints ?? (static _ => { }));
        }).Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static async Task<string> MembersAsync(IHost host) => $"[{string.Join(", ", await host.Services.GetRequiredService<Database>().QueryAsync(
        new SqlStatement("SELECT status FROM participation_cluster_member ORDER BY status"), reader => reader.GetInt32(0), default))}]";
}

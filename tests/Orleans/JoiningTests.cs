using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        string connectionString = await clusters.Postgres.CreateDatabaseAsync();
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
        string connectionString = await clusters.Postgres.CreateDatabaseAsync();
        using IHost running = await SiloAsync(connectionString);
        var other = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString, "blue"));
        Assert.Matches("^The silo .* does not join: its database is in use by the cluster \"green\", this silo's is \"blue\" \\(silo .*\\)\\. Stop the others first; .*$", other.Message);

        // A running silo of another build, as its row says.
        Database database = running.Services.GetRequiredService<Database>();
        var register = new SiloRegister(database);
        SiloEntry self = Assert.Single((await register.SeenSinceAsync(0, default))!);
        await running.StopAsync();
        long now = DateTimeOffset.UtcNow.UtcTicks;
        using IHost console = Host.CreateApplicationBuilder(Quiet).AlsoStore(connectionString).Build();
        register = new SiloRegister(console.Services.GetRequiredService<Database>());
        await register.WriteAsync(self with { Silo = "other", Specification = 7 }, now, default);
        var specification = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString));
        Assert.Contains("it runs the specification 0000000000000007, this silo has", specification.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', specification.Message);

        await register.RemoveAsync(self with { Silo = "other" }, default);
        await register.WriteAsync(self with { Silo = "other", Schema = "participation 99" }, now, default);
        var schema = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SiloAsync(connectionString));
        Assert.Contains($"it runs the schema participation 99, this silo has {self.Schema} (silo other).", schema.Message, StringComparison.Ordinal);
        Assert.Matches("^participation [0-9]+, participation-cluster [0-9]+$", self.Schema);

        // Half a minute after the last word of the other it is gone.
        await register.WriteAsync(self with { Silo = "other" }, now - ClusterGuard.CountsFor.Ticks, default);
        using IHost joined = await SiloAsync(connectionString);
        await joined.StopAsync();
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

    private async Task<IHost> SiloAsync(string connectionString, string clusterId = "green")
    {
        IHost host = Host.CreateApplicationBuilder(Quiet).AlsoSilo(_ports, silo =>
        {
            silo.AddParticipations(options => options.UseDatabase(connectionString)).UseParticipationTables();
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (clusterId, "vpp"));
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

using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>What is made at the first start, and what keeps a host from starting: a line says it.</summary>
[Collection(Clusters.Collection)]
public sealed class StartTests(Clusters clusters)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task At_the_first_start_shards_are_dealt_out_evenly_and_stay_where_they_are()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b", "c");
        await using (SeveralDatabases host = await SeveralDatabases.StartAsync(first, others))
        {
            IReadOnlyList<ShardInfo> shards = await host.Shards.ListAsync(counts: true);
            Assert.Equal(["main", "b", "c", "main", "b", "c", "main", "b"], shards.Select(shard => shard.Database));
            Assert.All(shards, shard => Assert.Equal((null, 0L), (shard.MovingTo, shard.Participations)));
        }

        others.Add("a", await clusters.Postgres.CreateDatabaseAsync());
        await using SeveralDatabases grown = await SeveralDatabases.StartAsync(first, others);
        Assert.Equal(["main", "b", "c", "main", "b", "c", "main", "b"], (await grown.Shards.ListAsync()).Select(shard => shard.Database));
        Assert.Equal("a", (await grown.Shards.MoveAsync(0, "a")).To);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Several_hosts_that_start_at_once_make_one_directory()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        SeveralDatabases[] hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SeveralDatabases.StartAsync(first, others)));
        Assert.Single(hosts.Select(host => host.Databases.Directory.Current.Cluster).Distinct());
        foreach (SeveralDatabases host in hosts)
            await host.DisposeAsync();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_a_single_database_has_stays_there_when_others_are_added()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        StoredParticipation stored;
        await using (SeveralDatabases one = await SeveralDatabases.StartAsync(first, new Dictionary<string, string>()))
            stored = await one.Store.ParticipationAsync(DateTimeOffset.UtcNow, ParticipationState.Active);
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        Assert.All(await host.Shards.ListAsync(), shard => Assert.Equal("main", shard.Database));
        Assert.Equal(stored.Version, (await host.Store.FindAsync(stored.Participation.Id)).Stored!.Version);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Another_number_of_shards_than_the_directory_has_is_refused()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync();
        Assert.Equal("StorageShards is 16; the directory of shards has 8. The number is chosen once. Set StorageShards to 8.", await FaultAsync(first, others, shards: 16));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_that_the_settings_have_lost_is_named()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync();
        Assert.Equal("The directory of shards names the databases \"b\", which the settings do not have. Add them to Databases.", await FaultAsync(first, new() { ["c"] = await clusters.Postgres.CreateDatabaseAsync() }));
        Assert.Equal("The directory of shards names the databases \"b\", which the settings do not have. Add them to Databases.", await FaultAsync(first, []));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_of_another_cluster_or_under_another_name_is_refused()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync("b", "c");
        (string foreign, Dictionary<string, string> foreigners) = await DealtAsync("b", "c");
        Assert.Matches("^The database \"b\" is of the cluster [0-9a-f]{16}; this one is [0-9a-f]{16}\\. Its connection string leads elsewhere\\.$", await FaultAsync(first, new(others) { ["b"] = foreigners["b"] }));
        Assert.Equal("The connection string of the database \"b\" leads to the database \"c\".", await FaultAsync(first, new() { ["b"] = others["c"], ["c"] = others["b"] }));
        Assert.Equal("The connection string of the database \"b\" leads to the database \"main\".", await FaultAsync(first, new(others) { ["b"] = first }));
        Assert.NotEqual(first, foreign);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_new_database_in_place_of_one_that_has_shards_is_refused_and_one_that_has_participations_too()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync();
        Assert.Equal(
            "The database \"b\" has never been one of this cluster's, and by the directory it has the shards 1, 3, 5, 7. It is a new one in place of one that is lost.",
            await FaultAsync(first, new() { ["b"] = await clusters.Postgres.CreateDatabaseAsync() }));

        string occupied = await clusters.Postgres.CreateDatabaseAsync();
        await using (SeveralDatabases one = await SeveralDatabases.StartAsync(occupied, new Dictionary<string, string>()))
            await one.Store.ParticipationAsync(DateTimeOffset.UtcNow);
        Assert.StartsWith("The database \"c\" has participations and is of no cluster.", await FaultAsync(first, new(others) { ["c"] = occupied }), StringComparison.Ordinal);
        (string empty, Dictionary<string, string> none) = await clusters.DatabasesAsync();
        Assert.StartsWith("The database \"c\" has participations and is of no cluster.", await FaultAsync(empty, new(none) { ["c"] = occupied }), StringComparison.Ordinal);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_map_with_a_hole_or_an_overlap_is_refused()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync();
        await using (SeveralDatabases host = await SeveralDatabases.StartAsync(first, others))
        {
            await host.ExecuteAsync("b", "DELETE FROM participation_shard_open WHERE shard = 3");
            Assert.Equal("The database \"b\" takes no participations of the shards 3, which lie there by the directory: the map has a hole.", await FaultAsync(first, others));
            await host.ExecuteAsync("b", "INSERT INTO participation_shard_open (shard) VALUES (3), (4)");
            Assert.Equal("The database \"b\" takes participations of the shards 4, which lie elsewhere by the directory: the map overlaps.", await FaultAsync(first, others));
            await host.ExecuteAsync("b", "DELETE FROM participation_shard_open WHERE shard = 4");
            await host.ExecuteAsync("main", "INSERT INTO participation_shard_open (shard) VALUES (1)");
            Assert.Equal("The database \"main\" takes participations of the shards 1, which lie elsewhere by the directory: the map overlaps.", await FaultAsync(first, others));
            await host.ExecuteAsync("main", "DELETE FROM participation_shard_open WHERE shard = 1");
            await host.ExecuteAsync("main", "DELETE FROM participation_shard WHERE shard = 5");
            Assert.Equal("The directory of shards has no place for the shards 5: the map has a hole.", await FaultAsync(first, others));
            await host.ExecuteAsync("main", "INSERT INTO participation_shard (shard, database, epoch) VALUES (5, 'b', 1), (8, 'b', 1)");
            Assert.Equal("The directory of shards has the shards 8, and there are 8.", await FaultAsync(first, others));
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_that_is_not_there_keeps_a_host_from_starting_and_one_that_does_not_answer_does_not()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync();
        Assert.Matches("^The database \"b\": The PostgreSQL database cannot be used: 3D000: .*$", await FaultAsync(first, new() { ["b"] = others["b"].Replace("Database=", "Database=no_", StringComparison.Ordinal) }));
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, new Dictionary<string, string> { ["b"] = "Host=/nowhere;Database=b;Username=b" });
        Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn("main"), DateTimeOffset.UtcNow))).Value);
        var fault = await Assert.ThrowsAsync<ParticipationsUnavailableException>(() => host.Store.FindAsync(host.NewIdIn("b")));
        Assert.StartsWith("The database \"b\": The PostgreSQL database cannot be used: ", fault.Message, StringComparison.Ordinal);

        // To begin with, each must be there.
        (string empty, _) = await clusters.DatabasesAsync();
        Assert.Matches("^The database \"b\": The PostgreSQL database cannot be used: Failed to connect.*$", await FaultAsync(empty, new() { ["b"] = "Host=/nowhere;Database=b;Username=b" }));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_whose_tables_cannot_be_made_is_named_at_the_first_start_and_later()
    {
        (string first, Dictionary<string, string> others) = await DealtAsync();
        string readOnly = (await clusters.Postgres.CreateDatabaseAsync()) + ";Options=-c default_transaction_read_only=on";
        Assert.Matches("^The database \"c\": 25006: .*$", await FaultAsync(first, new(others) { ["c"] = readOnly }));
        (string empty, _) = await clusters.DatabasesAsync();
        Assert.Matches("^The database \"c\": 25006: .*$", await FaultAsync(empty, new() { ["c"] = readOnly }));
    }

    private async Task<(string First, Dictionary<string, string> Others)> DealtAsync(params string[] names)
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync(names is [] ? ["b"] : names);
        await (await SeveralDatabases.StartAsync(first, others)).DisposeAsync();
        return (first, others);
    }

    private static async Task<string> FaultAsync(string first, Dictionary<string, string> others, int shards = 8)
    {
        var fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => SeveralDatabases.StartAsync(first, others, shards));
        Assert.DoesNotContain('\n', fault.Message);
        return fault.Message;
    }
}

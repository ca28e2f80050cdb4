using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Orleans.Shards;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>Moves of shards.</summary>
[Collection(Clusters.Collection)]
public sealed class MoveTests(Clusters clusters)
{
    private static readonly DateTimeOffset At = DateTimeOffset.UtcNow;
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [FactWith(Requirement.PostgreSql)]
    public async Task A_shard_moves_with_all_that_its_participations_have_and_the_others_stay()
    {
        await using SeveralDatabases host = await StartAsync();
        int shard = host.ShardIn("main");
        string[] ids = await MadeAsync(host, shard, 120);
        string longest = await LongAsync(host, host.NewIdOf(shard));
        string staying = (await host.Store.ParticipationAsync(At, id: host.NewIdOf(shard + 3))).Participation.Id;
        var write = new ParticipationWrite { Key = new IdempotencyKey("acc_1", "before the move", "digest"), Memo = "memo" };
        AcceptedChange before = Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(ids[0], Trigger.ConsentRequested, At, write)).Value);
        await host.ExecuteAsync("main", "UPDATE participation SET snapshot = 'damaged', version_token = version_token + 1 WHERE id = $1", ids[1]);
        Assert.IsType<UnreadableParticipation>((await host.Store.FindAsync(ids[1])).Value);
        HistoryPage history = await host.Store.HistoryAsync(longest, 0, 10_000);

        var told = new Told();
        ShardMoveProgress moved = await host.Shards.MoveAsync(shard, "b", told);

        Assert.Equal(new ShardMoveProgress(shard, "main", "b", 121), moved);
        Assert.Equal(moved, told.Last);
        ShardInfo info = (await host.Shards.ListAsync(counts: true))[shard];
        Assert.Equal(new ShardInfo(shard, "b", null, 121), info);
        foreach (string id in (string[])[.. ids, longest])
            Assert.Equal(["b"], await host.PlacesAsync(id));
        Assert.Equal(["main"], await host.PlacesAsync(staying));
        foreach (string table in (string[])["participation_event", "participation_visit", "participation_checkpoint", "participation_set_aside", "participation_idempotency"])
        {
            Assert.Equal(0, await host.CountAsync("main", $"SELECT COUNT(*) FROM {table} WHERE participation_id <> $1", staying));
            Assert.NotEqual(0, await host.CountAsync("b", $"SELECT COUNT(*) FROM {table}"));
        }

        Assert.Equal(history.Entries, (await host.Store.HistoryAsync(longest, 0, 10_000)).Entries);
        Assert.Equal(before.Stored.Version, Assert.IsType<RepeatedRequest>((await host.Store.ApplyAsync(ids[0], Trigger.ConsentRequested, At, write)).Value).First.AsT0.Stored.Version);
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(ids[2], Trigger.ConsentRequested, At)).Value);
        Assert.IsType<UnreadableParticipation>((await host.Store.FindAsync(ids[1])).Value);
        Assert.IsType<IdentifierTaken>((await host.Store.CreateAsync(Given.Requested(ids[2], At))).Value);
        string made = host.NewIdOf(shard);
        Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(made, At))).Value);
        Assert.Equal(["b"], await host.PlacesAsync(made));
        await AssertSoundAsync(host, damaged: 1);

        // And back.
        Assert.Equal(122, (await host.Shards.MoveAsync(shard, "main")).Moved);
        Assert.Equal(["main"], await host.PlacesAsync(ids[2]));
        Assert.Equal(0, (await host.Shards.MoveAsync(shard, "main")).Moved);
        await AssertSoundAsync(host, damaged: 1);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_host_that_knows_nothing_of_the_move_finds_all_and_writes_all()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        await using SeveralDatabases other = await SeveralDatabases.StartAsync(first, others);
        int shard = host.ShardIn("main");
        string[] ids = await MadeAsync(other, shard, 6);
        await host.Shards.MoveAsync(shard, "b");

        Assert.Equal("main", other.Databases.Directory.Current.Shards[shard].Database);
        Assert.IsType<AcceptedChange>((await other.Store.ApplyAsync(ids[0], Trigger.ConsentRequested, At)).Value);
        await other.Databases.Directory.ReadAsync(default);
        foreach (Func<SeveralDatabases, string, Task> use in Uses)
        {
            // Each by a host that has not looked since.
            await host.Shards.MoveAsync(shard, "main");
            await other.Databases.Directory.ReadAsync(default);
            await host.Shards.MoveAsync(shard, "b");
            await use(other, ids[1]);
        }
    }

    private static Func<SeveralDatabases, string, Task>[] Uses =>
    [
        async (host, id) => Assert.Equal(id, (await host.Store.FindAsync(id)).Stored!.Participation.Id),
        async (host, id) => Assert.NotEmpty((await host.Store.HistoryAsync(id)).Entries),
        async (host, id) => Assert.NotEmpty((await host.Store.VisitsAsync(id)).Visits),
        async (host, id) => Assert.IsType<IdentifierTaken>((await host.Store.CreateAsync(Given.Requested(id, At))).Value),
        async (host, id) => Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(host.NewIdOf(host.Databases.Directory.Current.ShardOf(id)), At))).Value),
        async (host, id) => Assert.Contains((await host.Get<IParticipationLists>().SearchAsync(new ParticipationSearch(Mine) { Limit = 1000 })).AsT0.Items, item => item.Participation.Id == id),
        async (host, id) => Assert.Equal(0, (await host.Get<IParticipationUpkeep>().CheckAsync(_ => ValueTask.CompletedTask)).Faulty),
        async (host, id) => Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, Trigger.ConsentRequested, At)).Value),
    ];

    [FactWith(Requirement.PostgreSql)]
    public async Task A_row_that_is_put_in_place_between_two_looks_of_a_reader_is_found()
    {
        await using SeveralDatabases host = await StartAsync();
        int shard = host.ShardIn("main");
        string id = (await MadeAsync(host, shard, 1))[0];
        await Assert.ThrowsAsync<IOException>(() => host.Mover(EndsAt("deleted")).MoveAsync(shard, "b", null, default));
        int looks = 0;

        long? token = await host.Get<ShardReads>().OfOneAsync(id, FindAsync, static token => token is not null, default);

        Assert.NotNull(token);
        Assert.Equal(["b"], await host.PlacesAsync(id));

        async Task<long?> FindAsync(ShardDatabase database)
        {
            long? found = await database.Table.FindTokenAsync(id, default);
            // Its mover goes on when the reader has looked in both databases.
            if (++looks == 2)
                await Arrivals.PlaceAsync(host.Databases.Of("b"), [id], default);
            return found;
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_mover_that_is_ended_after_any_step_leaves_all_in_use_and_the_next_one_goes_on()
    {
        foreach (string step in (string[])["marked", "closed", "fenced", "copied", "sent", "deleted", "placed", "settled"])
        {
            await using SeveralDatabases host = await StartAsync();
            int shard = host.ShardIn("main");
            string[] ids = await MadeAsync(host, shard, 20);
            await Assert.ThrowsAsync<IOException>(() => host.Mover(EndsAt(step)).MoveAsync(shard, "b", null, default));

            // Everything is there once, can be read, listed and written, and nothing is there twice.
            Assert.Equal(ids.Order(StringComparer.Ordinal), await ListedAsync(host));
            foreach (string id in ids)
                Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, Trigger.ConsentRequested, At)).Value);
            foreach (string id in ids)
                Assert.Single(await host.PlacesAsync(id));
            if (step is not "closed")
                ids = [.. ids, (await host.Store.ParticipationAsync(At, id: host.NewIdOf(shard))).Participation.Id];
            await AssertSoundAsync(host);

            await host.Shards.MoveAsync(shard, "b");
            foreach (string id in ids)
                Assert.Equal(["b"], await host.PlacesAsync(id));
            Assert.Equal(ids.Order(StringComparer.Ordinal), await ListedAsync(host));
            Assert.Equal(0, await host.CountAsync("b", "SELECT COUNT(*) FROM participation_arriving"));
            Assert.Equal(0, await host.CountAsync("main", "SELECT COUNT(*) FROM participation_event"));
            await AssertSoundAsync(host);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_is_written_between_two_attempts_of_a_move_is_moved_by_the_second()
    {
        await using SeveralDatabases host = await StartAsync();
        int shard = host.ShardIn("main");
        string id = (await MadeAsync(host, shard, 1))[0];
        // Sent, and not deleted: what was sent is outdated by what follows.
        await Assert.ThrowsAsync<IOException>(() => host.Mover(EndsAt("sent")).MoveAsync(shard, "b", null, default));
        AcceptedChange accepted = Assert.IsType<AcceptedChange>((await host.Store.ApplyAllAsync(
            id, [new TriggerAt(Trigger.ConsentRequested, At), new TriggerAt(Trigger.ConsentGranted, At)], new ParticipationWrite { Key = new IdempotencyKey("acc_1", "k", "d") })).Value);
        Assert.Equal(["main"], await host.PlacesAsync(id));
        await host.Shards.MoveAsync(shard, "b");
        Assert.Equal(["b"], await host.PlacesAsync(id));
        Assert.Equal(accepted.Stored.Version, (await host.Store.FindAsync(id)).Stored!.Version);
        Assert.Equal(3, (await host.Store.HistoryAsync(id)).Entries.Count);
        await AssertSoundAsync(host);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_move_that_cannot_be_says_why()
    {
        await using SeveralDatabases host = await StartAsync();
        Assert.Contains("There is no shard 8. Allowed: 0 to 7.", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Shards.MoveAsync(8, "b"))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no database \"z\". Allowed: main, b, c.", (await Assert.ThrowsAsync<ArgumentException>(() => host.Shards.MoveAsync(0, "z"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => host.Mover(EndsAt("marked")).MoveAsync(0, "b", null, default));
        Assert.Contains("is on its way from \"main\" to \"b\"", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.Shards.MoveAsync(0, "c"))).Message, StringComparison.Ordinal);

        // A silo that was started before the database was added.
        await host.ExecuteAsync(
            "main", "INSERT INTO participation_silo (silo, cluster_id, specification, schema, joined_at, seen_at, databases) VALUES ('S1', 'x', 1, 'x', 1, $1, 'c')", DateTimeOffset.UtcNow.UtcTicks);
        Assert.Equal("The silo S1 does not know the database \"b\". Add it to its Databases and start it again first.", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.Shards.MoveAsync(0, "b"))).Message);

        await using SeveralDatabases one = await SeveralDatabases.StartAsync(await clusters.Postgres.CreateDatabaseAsync(), new Dictionary<string, string>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => one.Shards.MoveAsync(0, "main"));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_two_movers_of_one_shard_the_second_is_told()
    {
        await using SeveralDatabases host = await StartAsync();
        int shard = host.ShardIn("main");
        await MadeAsync(host, shard, 5);
        Exception? second = null;
        // The progress is told in the middle of the first.
        var during = new During(() => second = Record.ExceptionAsync(() => host.Shards.MoveAsync(shard, "b")).GetAwaiter().GetResult());
        Assert.Equal(5, (await host.Shards.MoveAsync(shard, "b", during)).Moved);
        Assert.Equal($"Somebody else moves the shard {shard}.", Assert.IsType<InvalidOperationException>(second).Message);
    }

    private async Task<SeveralDatabases> StartAsync()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b", "c");
        SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        // The names are then those of the shards 0 and 1; c has none that is looked at.
        Assert.Equal(("main", "b", "c"), (host.Databases.Directory.Current.Shards[0].Database, host.Databases.Directory.Current.Shards[1].Database, host.Databases.Directory.Current.Shards[2].Database));
        return host;
    }

    private static async Task<string[]> MadeAsync(SeveralDatabases host, int shard, int count) =>
        [.. await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => (await host.Store.ParticipationAsync(At, id: host.NewIdOf(shard))).Participation.Id))];

    /// <summary>A long past: checkpoints, and visits that have left the row.</summary>
    private static async Task<string> LongAsync(SeveralDatabases host, string id)
    {
        await host.Store.ParticipationAsync(At, ParticipationState.Active, id: id);
        for (int turn = 0; turn < 10; turn++)
        {
            TriggerAt[] both = [.. Enumerable.Range(0, 40).Select(index => new TriggerAt(index % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, At))];
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAllAsync(id, both)).Value);
        }

        return id;
    }

    private static async Task<IEnumerable<string>> ListedAsync(SeveralDatabases host) =>
        (await host.Get<IParticipationLists>().SearchAsync(new ParticipationSearch(Mine) { Limit = 1_000 })).AsT0.Items.Select(item => item.Participation.Id).Order(StringComparer.Ordinal);

    private static async Task AssertSoundAsync(SeveralDatabases host, int damaged = 0)
    {
        var faults = new List<CheckFault>();
        CheckSummary summary = await host.Get<IParticipationUpkeep>().CheckAsync(fault =>
        {
            faults.Add(fault);
            return ValueTask.CompletedTask;
        });
        Assert.True(summary.Faulty == damaged, string.Join(Environment.NewLine, faults));
    }

    private static Action<string> EndsAt(string step) => at =>
    {
        if (at == step)
            throw new IOException("The machine lost its power.");
    };

    private sealed class Told : IProgress<ShardMoveProgress>
    {
        public ShardMoveProgress? Last { get; private set; }

        public void Report(ShardMoveProgress value) => Last = value;
    }

    private sealed class During(Action act) : IProgress<ShardMoveProgress>
    {
        public void Report(ShardMoveProgress value) => act();
    }
}

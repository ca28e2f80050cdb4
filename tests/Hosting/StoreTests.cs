using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class StoreTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_was_created_is_found_with_version_one_and_one_event(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        Participation requested = Given.Requested("vpp_1", host.Now);
        AcceptedChange created = (await host.Store.CreateAsync(requested, hostData: "mine")).AsT0;
        StoredParticipation found = await host.FindAsync("vpp_1");
        Assert.Equal(requested, found.Participation);
        Assert.Equal((created.Stored.Version, 1L, 1L, "mine"), (found.Version, found.Version.Number, found.EventCount, found.HostData));
        HistoryEntry entry = Assert.Single((await host.Store.HistoryAsync("vpp_1")).Entries);
        Assert.Equal((1L, found.Version, Outcome.Transitioned, host.Now), (entry.Sequence, entry.Version, entry.Outcome, entry.RecordedAt));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_whole_life_is_stored_and_its_history_makes_it_again(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation active = await host.GivenAsync("vpp_1", ParticipationState.Active);
        Assert.Equal((ParticipationState.Active, 8L, 8L), (active.Participation.CurrentState, active.Version.Number, active.EventCount));
        await host.Store.AmendAsync("vpp_1", details => details);
        Assert.Equal(active.Participation, (await host.FindAsync("vpp_1")).Participation);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_refused_trigger_is_a_value_and_writes_nothing(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation before = await host.GivenAsync("vpp_1");
        RejectedChange rejected = (await host.Store.ApplyAsync("vpp_1", Trigger.DeviceWentLive, host.Now)).AsT1;
        Rejection rejection = rejected.Rejection.AsT0;
        Assert.Equal((Trigger.DeviceWentLive, RejectionCode.NotYetPermitted), (rejection.Trigger, rejection.Code));
        Assert.Equal((before.Version, 1L), ((await host.FindAsync("vpp_1")).Version, await host.CountAsync("participation_event")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Several_triggers_are_applied_all_or_none(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation before = await host.GivenAsync("vpp_1");
        TriggerAt[] triggers = [new(Trigger.ConsentRequested, host.Now), new(Trigger.ConsentGranted, host.Now)];
        ChangeResult rejected = await host.Store.ApplyAllAsync("vpp_1", [.. triggers, new(Trigger.DeviceWentLive, host.Now)]);
        Assert.Equal(2, rejected.AsT1.Index);
        Assert.Equal(before.Version, (await host.FindAsync("vpp_1")).Version);
        AcceptedChange accepted = (await host.Store.ApplyAllAsync("vpp_1", triggers)).AsT0;
        Assert.Equal((2L, 3L, ParticipationState.AwaitingTelemetry), (accepted.Stored.Version.Number, accepted.Stored.EventCount, accepted.Stored.Participation.CurrentState));
        Assert.Equal([Trigger.ConsentRequested, Trigger.ConsentGranted], accepted.Transitions.Select(transition => transition.Trigger));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_is_not_there_or_another_s_is_not_found(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        var others = new ParticipationScope("acc_2", LiveMode: true);
        Assert.IsType<ParticipationNotFound>((await host.Store.ApplyAsync("vpp_2", Trigger.ConsentRequested, host.Now)).Value);
        Assert.IsType<ParticipationNotFound>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite { Within = others })).Value);
        Assert.IsType<ParticipationNotFound>((await host.Store.FindAsync("vpp_1", others)).Value);
        Assert.IsType<ParticipationNotFound>((await host.Store.FindAsync("\0")).Value);
        Assert.IsType<StoredParticipation>((await host.Store.FindAsync("vpp_1", new ParticipationScope("acc_1", LiveMode: true))).Value);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_write_over_another_version_than_asked_for_is_a_conflict_with_the_current_one(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation first = await host.GivenAsync("vpp_1");
        var write = new ParticipationWrite { IfVersion = [first.Version] };
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, write)).Value);
        VersionConflict conflict = (await host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, write)).AsT3;
        Assert.Equal(2, conflict.Current.Version.Number);
        var sameNumber = new ParticipationWrite { IfVersion = [conflict.Current.Version with { Token = 1 }] };
        Assert.IsType<VersionConflict>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, sameNumber)).Value);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_device_takes_part_in_a_programme_once_at_a_time(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        Assert.Equal(new AlreadyParticipating("vpp_1", "acc_1"), (await host.Store.CreateAsync(Given.Requested("vpp_2", host.Now))).AsT1);
        Assert.Equal(new IdentifierTaken("vpp_1"), (await host.Store.CreateAsync(Given.Requested("vpp_1", host.Now, programme: "vpr_2"))).AsT2);
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentWithheld, host.Now);
        Assert.Equal("vpp_1", await host.Store.FindEndedAsync("dev_1", "vpr_1"));
        Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested("vpp_2", host.Now))).Value);
        Assert.Equal("vpp_2", (await host.Store.FindOpenAsync("dev_1", "vpr_1"))!.ParticipationId);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_amendment_that_would_give_a_second_open_participation_says_so(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        StoredParticipation second = await host.GivenAsync("vpp_2", programme: "vpr_2");
        ChangeResult result = await host.Store.AmendAsync("vpp_2", details => details with { Programme = new ProgrammeInfo { Id = "vpr_1", DisplayName = "One" } });
        Assert.Equal(new AlreadyParticipating("vpp_1", "acc_1"), result.Value);
        Assert.Equal(second.Version, (await host.FindAsync("vpp_2")).Version);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Columns_to_search_by_follow_an_amendment(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        ChangeResult result = await host.Store.AmendAsync(
            "vpp_1", details => details with { AccountId = "acc_2", Programme = new ProgrammeInfo { Id = "vpr_9", DisplayName = "Nine" } });
        Assert.Equal(Outcome.Updated, result.AsT0.Outcome);
        Assert.Equal(("acc_2", "vpr_9"), ((string?)await host.ScalarAsync("SELECT account_id FROM participation"), (string?)await host.ScalarAsync("SELECT programme_id FROM participation")));
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_host_s_data_is_covered_by_the_version(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation before = await host.GivenAsync("vpp_1");
        AcceptedChange changed = (await host.Store.ChangeAsync("vpp_1", _ => Decision.Unchanged.WithHostData("operator's text"))).AsT0;
        Assert.Equal((2L, 1L, "operator's text", Outcome.Updated), (changed.Stored.Version.Number, changed.Stored.EventCount, changed.Stored.HostData, changed.Outcome));
        Assert.NotEqual(before.Version.Token, changed.Stored.Version.Token);
        AcceptedChange next = (await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now)).AsT0;
        Assert.Equal("operator's text", next.Stored.HostData);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_host_s_own_rows_are_written_with_the_participation_or_not_at_all(string database)
    {
        await using TestHost host = await TestHost.StartAsync(
            await databases.NewAsync(database), options => options.AddMigrations("shop", typeof(StoreTests).Assembly, "Shop/"));
        await host.GivenAsync("vpp_1");
        var parcel = new SqlStatement("INSERT INTO parcel (id, count) VALUES ($1, $2)", "a", 1L);
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite { Also = [parcel] })).Value);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, new ParticipationWrite { Also = [parcel] }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, new ParticipationWrite
        {
            InTransaction = async (connection, transaction, cancellation) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "INSERT INTO parcel (id, count) VALUES ('b', 1)";
                await command.ExecuteNonQueryAsync(cancellation);
                throw new InvalidOperationException("changed my mind");
            },
        }));
        Assert.IsType<RejectedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.DeviceWentLive, host.Now, new ParticipationWrite { Also = [new("INSERT INTO parcel (id, count) VALUES ($1, $2)", "c", 1L)] })).Value);
        Assert.Equal((1L, ParticipationState.AwaitingConsent), (await host.CountAsync("parcel"), (await host.FindAsync("vpp_1")).Participation.CurrentState));
        Assert.Equal(2, await host.CountAsync("participation_event"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Fifty_writers_of_one_participation_lose_nothing(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        ChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            Task.Run(() => host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now.AddSeconds(-number), new ParticipationWrite { Actor = $"writer {number}" }))));
        int accepted = results.Count(result => result.Value is AcceptedChange);
        Assert.All(results, result => Assert.True(result.Value is AcceptedChange or Contended, result.Value.ToString()));
        Assert.Equal(8 + accepted, (await host.FindAsync("vpp_1")).EventCount);
        Assert.Equal(accepted, (await host.Store.HistoryAsync("vpp_1", after: 8)).Entries.Select(entry => entry.EventJson).Distinct().Count());
        Assert.Empty(await host.CheckAsync());
    }
}

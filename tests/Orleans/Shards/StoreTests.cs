using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>The store over several databases.</summary>
[Collection(Clusters.Collection)]
public sealed class StoreTests(Clusters clusters)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);
    private static readonly DateTimeOffset At = DateTimeOffset.UtcNow;

    [FactWith(Requirement.PostgreSql)]
    public async Task A_participation_lies_in_the_database_of_its_shard_with_all_that_it_has()
    {
        await using SeveralDatabases host = await StartAsync();
        foreach (string database in (string[])["main", "b"])
        {
            string id = host.NewIdIn(database);
            StoredParticipation stored = await host.Store.ParticipationAsync(At, ParticipationState.Active, id: id);
            Assert.Equal([database], await host.PlacesAsync(id));
            Assert.Equal(8, await host.CountAsync(database, "SELECT COUNT(*) FROM participation_event WHERE participation_id = $1", id));
            Assert.Equal(stored.Version, (await host.Store.FindAsync(id, Mine)).Stored!.Version);
            Assert.Equal(8, (await host.Store.HistoryAsync(id)).Entries.Count);
            Assert.Equal(8, (await host.Store.VisitsAsync(id)).Visits.Count);
            Assert.IsType<ParticipationNotFound>((await host.Store.FindAsync(id, new ParticipationScope("acc_2", true))).Value);
            Assert.IsType<VersionConflict>((await host.Store.ApplyAsync(id, Trigger.CustomerPaused, At, new ParticipationWrite { IfVersion = [default] })).Value);
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, Trigger.CustomerPaused, At)).Value);
            Assert.IsType<IdentifierTaken>((await host.Store.CreateAsync(Given.Requested(id, At, programme: "vpr_other"))).Value);
            Assert.IsType<ParticipationNotFound>((await host.Store.ApplyAsync(host.NewIdIn(database), Trigger.CustomerPaused, At)).Value);
        }

        Assert.Equal(new CheckSummary(2, 0), await host.Get<IParticipationUpkeep>().CheckAsync(fault => throw new InvalidOperationException(fault.ToString())));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_request_that_is_repeated_with_its_key_is_done_once_in_whichever_database()
    {
        await using SeveralDatabases host = await StartAsync();
        foreach (string database in (string[])["main", "b"])
        {
            string id = host.NewIdIn(database);
            var write = new ParticipationWrite { Key = new IdempotencyKey("acc_1", $"event {id}", "digest") };
            await host.Store.ParticipationAsync(At, id: id);
            AcceptedChange first = Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, Trigger.ConsentRequested, At, write)).Value);
            RepeatedRequest repeated = Assert.IsType<RepeatedRequest>((await host.Store.ApplyAsync(id, Trigger.ConsentRequested, At, write)).Value);
            Assert.Equal(first.Stored.Version, repeated.First.AsT0.Stored.Version);
            Assert.True((await host.Get<IIdempotentRequests>().FindAsync(write.Key with { ParticipationId = id }))!.IsT0);
            Assert.IsType<KeyReused>((await host.Store.ApplyAsync(id, Trigger.ConsentRequested, At, new ParticipationWrite { Key = new IdempotencyKey("acc_1", $"event {id}", "other") })).Value);
            Assert.Equal(1, await host.CountAsync(database, "SELECT COUNT(*) FROM participation_idempotency WHERE participation_id = $1", id));

            // A rejection that a host came to by itself, of a request about a participation and of one about none.
            foreach (string? about in (string?[])[id, null])
            {
                var key = new IdempotencyKey("acc_1", $"body {id} {about}", "digest") { ParticipationId = about };
                Assert.Null(await host.Get<IIdempotentRequests>().RememberAsync(key, new HostRejection("invalid", IsFinal: true)));
                Assert.Equal("invalid", (await host.Get<IIdempotentRequests>().FindAsync(key))!.AsT0.First.AsT1.Rejection.AsT2.Code);
            }
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_request_that_makes_a_participation_is_done_once_although_each_attempt_has_an_identifier_of_its_own()
    {
        await using SeveralDatabases host = await StartAsync();
        foreach ((string first, string second) in ((string, string)[])[("main", "b"), ("b", "main"), ("b", "b")])
        {
            var write = new ParticipationWrite { Key = new IdempotencyKey("acc_1", $"create {first} {second}", "digest") };
            string device = $"dev_{first}_{second}";
            AcceptedChange made = Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn(first), At, device), write)).Value);
            RepeatedRequest repeated = Assert.IsType<RepeatedRequest>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn(second), At, device), write)).Value);
            Assert.Equal(made.Stored.Participation.Id, repeated.First.AsT0.Stored.Participation.Id);
            Assert.True((await host.Get<IIdempotentRequests>().FindAsync(write.Key))!.IsT0);
            Assert.IsType<KeyReused>((await host.Store.CreateAsync(
                Given.Requested(host.NewIdIn(second), At, device + "x"), new ParticipationWrite { Key = new IdempotencyKey("acc_1", $"create {first} {second}", "other") })).Value);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Lists_and_counts_are_those_of_one_database()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b", "c");
        await using SeveralDatabases one = await SeveralDatabases.StartAsync(await clusters.Postgres.CreateDatabaseAsync(), new Dictionary<string, string>());
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        foreach (SeveralDatabases each in (SeveralDatabases[])[one, host])
        {
            for (int index = 0; index < 30; index++)
            {
                StoredParticipation stored = await each.Store.ParticipationAsync(
                    At.AddMinutes(index % 7), index % 6 == 3 ? ParticipationState.Active : ParticipationState.AwaitingConsent, $"vpr_{index % 4}", $"vpp_{index:000}", index % 2 == 0 ? "dev_many" : $"dev_{index}");
                if (index % 2 == 0)
                    await each.Store.ApplyAsync(stored.Participation.Id, Trigger.UnrecoverableError, At.AddHours(1));
            }
        }

        foreach (int limit in (int[])[1, 3, 100])
        {
            Assert.Equal(await DeviceAsync(one, limit, backward: false), await DeviceAsync(host, limit, backward: false));
            Assert.Equal(await DeviceAsync(one, limit, backward: true), await DeviceAsync(host, limit, backward: true));
            Assert.Equal(await SearchAsync(one, new ParticipationSearch(Mine) { Limit = limit }), await SearchAsync(host, new ParticipationSearch(Mine) { Limit = limit }));
            Assert.Equal(
                await SearchAsync(one, new ParticipationSearch(Mine) { Limit = limit, ProgrammeId = "vpr_2", States = [ParticipationState.Active] }),
                await SearchAsync(host, new ParticipationSearch(Mine) { Limit = limit, ProgrammeId = "vpr_2", States = [ParticipationState.Active] }));
        }

        Assert.Equal(30, (await SearchAsync(host, new ParticipationSearch(Mine) { Limit = 7, ChangedSince = DateTimeOffset.MinValue })).Distinct().Count());
        Assert.Equal(await one.Get<IParticipationLists>().CountAsync(Mine), await host.Get<IParticipationLists>().CountAsync(Mine));
        Assert.Equal(await one.Store.FindEndedAsync("dev_many", "vpr_0"), await host.Store.FindEndedAsync("dev_many", "vpr_0"));
        Assert.Equal("vpp_029", (await host.Store.FindOpenAsync("dev_29", "vpr_1"))!.ParticipationId);
        Assert.Null(await host.Store.FindOpenAsync("dev_29", "vpr_2"));
        Assert.Null(await host.Store.FindOpenAsync("dev_many", "vpr_0"));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Statements_of_the_host_are_done_in_the_first_database_and_a_write_elsewhere_is_not_done_without_them()
    {
        await using SeveralDatabases host = await StartAsync();
        await host.ExecuteAsync("main", "CREATE TABLE parcel (id TEXT PRIMARY KEY)");
        foreach (string database in (string[])["main", "b"])
        {
            string id = host.NewIdIn(database);
            var write = new ParticipationWrite { Also = [new SqlStatement("INSERT INTO parcel (id) VALUES ($1)", $"made {id}")] };
            Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(id, At), write)).Value);
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.Store.ApplyAsync(id, Trigger.ConsentRequested, At, write));
            Assert.Equal(ParticipationState.EnrolmentRequested, (await host.Store.FindAsync(id)).Stored!.Participation.CurrentState);

            // A creation that the host's own tables forbid leaves the device free.
            string refused = host.NewIdIn(database);
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.Store.CreateAsync(Given.Requested(refused, At, $"dev_{refused}"), write));
            Assert.Empty(await host.PlacesAsync(refused));
            Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn("b"), At, $"dev_{refused}"))).Value);
        }

        Assert.Equal(2, await host.CountAsync("main", "SELECT COUNT(*) FROM parcel"));
        string elsewhere = host.NewIdIn("b");
        var inTransaction = new ParticipationWrite { InTransaction = (_, _, _) => Task.CompletedTask };
        var fault = await Assert.ThrowsAsync<NotSupportedException>(() => host.Store.CreateAsync(Given.Requested(elsewhere, At), inTransaction));
        Assert.Contains("lies in the database \"b\"", fault.Message, StringComparison.Ordinal);
        Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn("main"), At), inTransaction)).Value);
    }

    private async Task<SeveralDatabases> StartAsync()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        return await SeveralDatabases.StartAsync(first, others);
    }

    private static async Task<string[]> DeviceAsync(SeveralDatabases host, int limit, bool backward)
    {
        var ids = new List<string>();
        string? cursor = null;
        while (true)
        {
            var query = new ParticipationListQuery("dev_many", limit, backward ? null : cursor, backward ? cursor ?? "vpp_000" : null);
            StoredPage page = (await host.Store.ListAsync(query)).AsT0;
            string[] items = [.. page.Page.Items.Select(item => item.Id)];
            ids.AddRange(backward ? items.Reverse() : items);
            if (!page.Page.HasMore)
                return [.. ids];
            cursor = backward ? items[0] : items[^1];
        }
    }

    private static async Task<string[]> SearchAsync(SeveralDatabases host, ParticipationSearch search)
    {
        var ids = new List<string>();
        while (true)
        {
            SearchPage page = (await host.Get<IParticipationLists>().SearchAsync(search)).AsT0;
            ids.AddRange(page.Items.Select(item => item.Participation.Id));
            if (!page.HasMore)
                return [.. ids];
            search = search with { StartingAfter = page.LastCursor };
        }
    }
}

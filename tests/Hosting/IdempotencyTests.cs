using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class IdempotencyTests(TestDatabases databases)
{
    private static IdempotencyKey Key(string key = "k", string digest = "d") => new("acc_1:live", key, digest);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_repeat_gives_the_same_bytes_as_the_first_however_much_has_happened_since(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        var write = new ParticipationWrite { Actor = "feed", Key = Key(), Memo = "mine" };
        AcceptedChange first = (await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now, write)).AsT0;
        byte[] answered = ParticipationResource.From(first.Stored.Participation, host.Now).ToUtf8Bytes();
        DateTimeOffset at = host.Now;
        for (int number = 0; number < 200; number++)
            await host.Store.ApplyAsync("vpp_1", number % 2 == 0 ? Trigger.CustomerResumed : Trigger.CustomerPaused, host.Now.AddMinutes(number));
        host.Clock.Advance(TimeSpan.FromHours(3));

        RepeatedRequest repeated = (await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, at, write)).AsT4;
        AcceptedChange again = repeated.First.AsT0;
        Assert.Equal(answered, ParticipationResource.From(again.Stored.Participation, repeated.At).ToUtf8Bytes());
        Assert.Equal((first.Stored.Version, first.Outcome, first.Stored.EventCount, at, "mine"), (again.Stored.Version, again.Outcome, again.Stored.EventCount, repeated.At, repeated.Memo));
        Assert.Equal(first.Transitions, again.Transitions);
        Assert.Equal(209, (await host.FindAsync("vpp_1")).EventCount);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_creation_is_repeated_although_the_participation_has_moved_on(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        var write = new ParticipationWrite { Key = Key() };
        AcceptedChange first = (await host.Store.CreateAsync(Given.Requested("vpp_1", host.Now), write, "data")).AsT0;
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now);
        RepeatedRequest repeated = (await host.Store.CreateAsync(Given.Requested("vpp_2", host.Now), write)).AsT3;
        Assert.Equal((first.Stored.Version, "data"), (repeated.First.AsT0.Stored.Version, repeated.First.AsT0.Stored.HostData));
        Assert.Equal(first.Stored.Participation, repeated.First.AsT0.Stored.Participation);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_key_of_another_request_is_refused(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, new ParticipationWrite { Key = Key() });
        ChangeResult other = await host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, new ParticipationWrite { Key = Key(digest: "e") });
        Assert.Equal(new KeyReused(Key(digest: "e")), other.Value);
        Assert.Equal(2, (await host.FindAsync("vpp_1")).Version.Number);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_came_too_early_can_be_delivered_later_with_the_same_key(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        var write = new ParticipationWrite { Key = Key() };
        Assert.Equal(RejectionCode.NotYetPermitted, (await host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, write)).AsT1.Rejection.AsT0.Code);
        await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now);
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, write)).Value);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_may_succeed_later_is_not_remembered(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation first = await host.GivenAsync("vpp_1");
        var missing = new ParticipationWrite { Key = Key("missing") };
        Assert.IsType<ParticipationNotFound>((await host.Store.ApplyAsync("vpp_2", Trigger.ConsentRequested, host.Now, missing)).Value);
        var outdated = new ParticipationWrite { Key = Key("outdated"), IfVersion = [first.Version with { Token = 0 }] };
        Assert.IsType<VersionConflict>((await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now, outdated)).Value);
        var momentary = new ParticipationWrite { Key = Key("momentary") };
        Assert.IsType<RejectedChange>((await host.Store.ChangeAsync("vpp_1", _ => Decision.Reject(new HostRejection("AHEAD", IsFinal: false)), momentary)).Value);
        var second = new ParticipationWrite { Key = Key("second") };
        Assert.IsType<AlreadyParticipating>((await host.Store.CreateAsync(Given.Requested("vpp_3", host.Now), second)).Value);
        Assert.Equal(0, await host.CountAsync("participation_idempotency"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Rejections_for_good_are_remembered_each_as_it_was(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        StoredParticipation active = await host.GivenAsync("vpp_1", ParticipationState.Active);
        Rejection late = (await ApplyAsync("late")).AsT1.Rejection.AsT0;
        AmendmentRejection finalised = (await AmendAsync()).AsT1.Rejection.AsT1;
        var rejection = new HostRejection("INVALID", IsFinal: true, "{}");
        Assert.IsType<RejectedChange>((await RejectAsync()).Value);
        Assert.Null(await host.Get<IIdempotentRequests>().RememberAsync(Key("body"), rejection));
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now);

        RejectedChange again = (await ApplyAsync("late")).AsT4.First.AsT1;
        Assert.Equal((late, active.Version), (again.Rejection.AsT0, again.Stored!.Version));
        Assert.Equal(finalised, (await AmendAsync()).AsT4.First.AsT1.Rejection.AsT1);
        Assert.Equal(rejection, (await RejectAsync()).AsT4.First.AsT1.Rejection.AsT2);
        Assert.Equal(rejection, (await host.Get<IIdempotentRequests>().FindAsync(Key("body")))!.AsT0.First.AsT1.Rejection.AsT2);

        Task<ChangeResult> ApplyAsync(string key) => host.Store.ApplyAsync("vpp_1", Trigger.ConsentGranted, host.Now, new ParticipationWrite { Key = Key(key) });
        Task<ChangeResult> AmendAsync() => host.Store.AmendAsync("vpp_1", details => details with { LocationId = "loc_2" }, new ParticipationWrite { Key = Key("amend") });
        Task<ChangeResult> RejectAsync() => host.Store.ChangeAsync("vpp_1", _ => Decision.Reject(rejection), new ParticipationWrite { Key = Key("host") });
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_expired_key_is_new_although_nothing_has_pruned_it(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        var write = new ParticipationWrite { Key = Key() };
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now, write);
        host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.IsType<RepeatedRequest>((await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now, write)).Value);
        host.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now, write with { Key = Key(digest: "other") })).Value);
        Assert.Equal(1, await host.CountAsync("participation_idempotency"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Pruning_deletes_the_expired_in_bounded_batches(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        for (int number = 0; number < 5; number++)
            await host.Get<IIdempotentRequests>().RememberAsync(Key($"k{number}"), new HostRejection("NO", IsFinal: true));
        host.Clock.Advance(TimeSpan.FromHours(25));
        await host.Get<IIdempotentRequests>().RememberAsync(Key("young"), new HostRejection("NO", IsFinal: true));
        var keys = host.Get<IKeyTable>();
        long before = (host.Now - TimeSpan.FromHours(24)).UtcTicks;
        Assert.Equal((3, 2, 0), (await keys.PruneAsync(before, 3, default), await keys.PruneAsync(before, 3, default), await keys.PruneAsync(before, 3, default)));
        Assert.NotNull(await host.Get<IIdempotentRequests>().FindAsync(Key("young")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Of_twenty_requests_with_one_key_at_once_one_writes_and_the_others_repeat(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        ChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now, new ParticipationWrite { Key = Key() }))));
        Assert.Equal((1, 19), (results.Count(result => result.Value is AcceptedChange), results.Count(result => result.Value is RepeatedRequest)));
        Assert.Equal(9, (await host.FindAsync("vpp_1")).EventCount);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_keyed_repeat_grows_the_database_by_a_reference_and_not_by_an_answer(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        for (int number = 0; number < 300; number++)
            await host.Store.ApplyAsync("vpp_1", number % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, host.Now.AddMinutes(number));
        await host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now, new ParticipationWrite { Key = Key() });
        string row = (string)(await host.ScalarAsync(
            "SELECT scope || key || request_digest || participation_id || COALESCE(code, '') || COALESCE(data, '') || COALESCE(memo, '') || COALESCE(host_data, '') FROM participation_idempotency"))!;
        Assert.Equal("acc_1:livekdvpp_1", row);
    }
}

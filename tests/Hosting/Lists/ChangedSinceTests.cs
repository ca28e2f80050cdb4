using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Lists;

[Collection(TestDatabases.Collection)]
public class ChangedSinceTests(TestDatabases databases)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_changed_is_listed_oldest_change_first_and_who_goes_on_from_the_last_page_meets_what_changes_then(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        DateTimeOffset start = host.Now;
        foreach (string id in (string[])["vpp_1", "vpp_2", "vpp_3"])
        {
            await host.GivenAsync(id, Configuration.All[12]);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var search = new ParticipationSearch(Mine) { ProgrammeId = "vpr_1", ChangedSince = start, Limit = 2 };
        SearchPage first = await PageAsync(host, search);
        Assert.Equal(["vpp_1", "vpp_2"], IdsOf(first));
        Assert.True(first.HasMore);
        // What was read already changes again, and comes again, at the end.
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now);
        SearchPage second = await PageAsync(host, search with { StartingAfter = first.LastCursor });
        Assert.Equal(["vpp_3", "vpp_1"], IdsOf(second));
        Assert.False(second.HasMore);
        SearchPage none = await PageAsync(host, search with { StartingAfter = second.LastCursor });
        Assert.Equal((0, false, second.LastCursor), (none.Items.Count, none.HasMore, none.LastCursor));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Store.ApplyAsync("vpp_2", Trigger.CustomerPaused, host.Now);
        Assert.Equal(["vpp_2"], IdsOf(await PageAsync(host, search with { StartingAfter = none.LastCursor })));
        Assert.Equal(["vpp_3", "vpp_1"], IdsOf(await PageAsync(host, search with { StartingAfter = null, EndingBefore = (await PageAsync(host, search with { ChangedSince = host.Now })).FirstCursor })));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_time_is_when_it_was_written_late_events_and_the_host_s_data_count_and_repeats_do_not(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        foreach (string id in (string[])["vpp_late", "vpp_repeat", "vpp_data", "vpp_amended", "vpp_still"])
            await host.GivenAsync(id, Configuration.All[id == "vpp_amended" ? 0 : 12]);
        DateTimeOffset happened = host.Now;
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.Store.ApplyAsync("vpp_late", Trigger.CustomerPaused, happened);
        await host.Store.ApplyAsync("vpp_repeat", Trigger.TelemetryReceived, host.Now);
        await host.Store.ChangeAsync("vpp_data", _ => Decision.Unchanged.WithHostData("on hold"));
        await host.Store.AmendAsync("vpp_amended", details => details with { ProviderReferenceId = "AZ1" });
        SearchPage page = await PageAsync(host, new ParticipationSearch(Mine) { ChangedSince = host.Now });
        Assert.Equal(["vpp_amended", "vpp_data", "vpp_late"], IdsOf(page));
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_time_never_moves_backwards_and_a_bulk_request_moves_it(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", Configuration.All[12]);
        await host.GivenAsync("vpp_2", Configuration.All[12]);
        host.Clock.Advance(TimeSpan.FromHours(1));
        DateTimeOffset changed = host.Now;
        await host.Store.BulkAsync(new BulkRequest("vpr_1", Mine, Trigger.OperatorPaused, host.Now));
        // An instance whose clock is behind.
        await using TestHost behind = await TestHost.StartAsync(host.ConnectionString);
        await behind.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, behind.Now);
        await behind.Store.BulkAsync(new BulkRequest("vpr_1", Mine, Trigger.ConsentLapsed, behind.Now));
        SearchPage page = await PageAsync(host, new ParticipationSearch(Mine) { ChangedSince = changed });
        Assert.Equal(["vpp_1", "vpp_2"], IdsOf(page));
        Assert.All(page.Items, item => Assert.Contains(SuspensionReason.AwaitingConsent, item.Participation.SuspensionReasons));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_cursor_that_no_list_gave_out_is_refused(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1", Configuration.All[12]);
        await host.GivenAsync("vpp_2", Configuration.All[12], account: "acc_2");
        var search = new ParticipationSearch(Mine) { ChangedSince = host.Now };
        string cursor = (await PageAsync(host, search)).LastCursor!;
        Assert.Equal($"{host.Now.UtcTicks:x16}~vpp_1", cursor);
        const string NoCursor = "It is no cursor of a list in the order of changes. Allowed: what such a list gave out.";
        foreach (string malformed in (string[])["vpp_1", "", cursor[1..], cursor[..16], cursor[..17], cursor.ToUpperInvariant(), "f" + cursor[1..], "\0" + cursor[1..]])
            Assert.Equal(NoCursor, (await host.Lists.SearchAsync(search with { StartingAfter = malformed })).AsT1.Reason);
        foreach (string foreign in (string[])[cursor.Replace("vpp_1", "vpp_2", StringComparison.Ordinal), cursor + "x", cursor + "\0"])
            Assert.Equal("There is no such participation in the list.", (await host.Lists.SearchAsync(search with { StartingAfter = foreign })).AsT1.Reason);
        string later = $"{host.Now.UtcTicks + 1:x16}~vpp_1";
        Assert.Equal("The participation was not changed at the time that the cursor says.", (await host.Lists.SearchAsync(search with { StartingAfter = later })).AsT1.Reason);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_check_names_a_time_of_change_that_the_history_contradicts(string database)
    {
        await using TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        await host.GivenAsync("vpp_1");
        await host.ExecuteAsync("UPDATE participation SET changed_at = changed_at - 1");
        CheckFault fault = Assert.Single(await host.CheckAsync());
        Assert.Equal(
            (CheckFaultKind.ColumnDiffers, "The column changed_at is 2026-03-01T08:59:59.9999999+00:00; event 1 changed it at 2026-03-01T09:00:00.0000000+00:00."), (fault.Kind, fault.Detail));
    }

    private static IEnumerable<string> IdsOf(SearchPage page) => page.Items.Select(item => item.Participation.Id);

    private static async Task<SearchPage> PageAsync(TestHost host, ParticipationSearch search) => (await host.Lists.SearchAsync(search)).AsT0;
}

using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Lists;

[Collection(TestDatabases.Collection)]
public class SearchTests(TestDatabases databases)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Every_state_and_reason_finds_the_configurations_that_the_lifecycle_says(string database)
    {
        await using TestHost host = await StartAsync(database);
        await GivenEveryConfigurationAsync(host);
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            Assert.Equal(
                Configuration.All.Where(configuration => configuration.State == state).Select(IdOf).Order(),
                await IdsAsync(host, new ParticipationSearch(Mine) { ProgrammeId = "vpr_1", States = [state], Limit = 100 }));
        }

        foreach (SuspensionReason reason in Enum.GetValues<SuspensionReason>())
        {
            IEnumerable<string> expected = Configuration.All.Where(configuration => configuration.SuspensionReasons.Contains(reason)).Select(IdOf).Order();
            Assert.Equal(16, expected.Count());
            Assert.Equal(expected, await IdsAsync(host, new ParticipationSearch(Mine) { ProgrammeId = "vpr_1", SuspensionReasons = [reason], Limit = 100 }));
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Several_states_are_one_list_and_a_reason_beside_a_state_must_hold_too(string database)
    {
        await using TestHost host = await StartAsync(database);
        await GivenEveryConfigurationAsync(host);
        var search = new ParticipationSearch(Mine) { States = [ParticipationState.Active, ParticipationState.Suspended], SuspensionReasons = [SuspensionReason.OperatorRequest], Limit = 100 };
        Assert.Equal(16, (await IdsAsync(host, search)).Count);
        Assert.Equal(32, (await IdsAsync(host, search with { SuspensionReasons = [] })).Count);
        Assert.Empty(await IdsAsync(host, search with { States = [ParticipationState.Active] }));
        Assert.Equal(51, (await IdsAsync(host, search with { States = [], SuspensionReasons = [] })).Count);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Pages_are_newest_first_by_identifier_within_a_moment_and_go_both_ways(string database)
    {
        await using TestHost host = await StartAsync(database);
        // Two of each moment; identifiers compare by bytes.
        foreach ((string id, int number) in ((string[])["vpp_Z", "vpp_a", "vpp_b", "vpp_c", "vpp_\u00e9", "vpp_\ud83d\ude00", "vpp_\uff5e"]).Select((id, number) => (id, number)))
        {
            await host.GivenAsync(id, Configuration.All[number * 7], number % 2 == 0 ? "vpr_1" : "vpr_2");
            if (number % 2 == 1)
                host.Clock.Advance(TimeSpan.FromHours(1));
        }

        string[] expected = ["vpp_\uff5e", "vpp_\ud83d\ude00", "vpp_\u00e9", "vpp_c", "vpp_b", "vpp_a", "vpp_Z"];
        var search = new ParticipationSearch(Mine) { Limit = 2 };
        var forward = new List<string>();
        SearchPage page;
        do
        {
            page = (await host.Lists.SearchAsync(search)).AsT0;
            forward.AddRange(page.Items.Select(item => item.Participation.Id));
            search = search with { StartingAfter = page.LastCursor };
        }
        while (page.HasMore);
        Assert.Equal(expected, forward);
        SearchPage before = (await host.Lists.SearchAsync(search with { StartingAfter = null, EndingBefore = "vpp_b" })).AsT0;
        Assert.Equal("vpp_\u00e9 vpp_c, more", Words(before));
        SearchPage first = (await host.Lists.SearchAsync(search with { StartingAfter = null, EndingBefore = before.FirstCursor })).AsT0;
        Assert.Equal("vpp_\uff5e vpp_\ud83d\ude00", Words(first));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Another_account_s_other_mode_s_and_other_programme_s_are_in_no_list_and_no_cursor(string database)
    {
        await using TestHost host = await StartAsync(database);
        await host.GivenAsync("vpp_1", Configuration.All[0]);
        await host.GivenAsync("vpp_2", Configuration.All[0], "vpr_2");
        await host.GivenAsync("vpp_3", Configuration.All[0], account: "acc_2");
        Assert.Equal(["vpp_1"], await IdsAsync(host, new ParticipationSearch(Mine) { ProgrammeId = "vpr_1" }));
        Assert.Equal(["vpp_1", "vpp_2"], await IdsAsync(host, new ParticipationSearch(Mine)));
        Assert.Empty(await IdsAsync(host, new ParticipationSearch(new ParticipationScope("acc_1", LiveMode: false))));
        Assert.Empty(await IdsAsync(host, new ParticipationSearch(new ParticipationScope(null, LiveMode: true))));
        foreach (string cursor in (string[])["vpp_2", "vpp_3", "vpp_9", "", "\0", new('x', 5_000)])
        {
            UnknownSearchCursor unknown = (await host.Lists.SearchAsync(new ParticipationSearch(Mine) { ProgrammeId = "vpr_1", StartingAfter = cursor })).AsT1;
            Assert.Equal((cursor, "There is no such participation in the list."), (unknown.Cursor, unknown.Reason));
        }

        SearchPage mine = (await host.Lists.SearchAsync(new ParticipationSearch(Mine) { ProgrammeId = "vpr_1", StartingAfter = "vpp_1" })).AsT0;
        Assert.Equal((0, "vpp_1"), (mine.Items.Count, mine.LastCursor));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_participation_without_account_or_programme_is_listed_where_it_belongs(string database)
    {
        await using TestHost host = await StartAsync(database);
        var details = new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" };
        await host.Store.CreateAsync(Participation.Request(details, MeterAccess.NotRequired, host.Now));
        var nobody = new ParticipationScope(null, LiveMode: false);
        Assert.Equal(["vpp_1"], await IdsAsync(host, new ParticipationSearch(nobody)));
        Assert.Empty(await IdsAsync(host, new ParticipationSearch(nobody) { ProgrammeId = "vpr_1" }));
        Assert.Equal(1, (await host.Lists.CountAsync(nobody)).Fleet.Total);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_row_that_cannot_be_read_is_left_out_and_counted_and_the_page_is_filled_from_behind_it(string database)
    {
        await using TestHost host = await StartAsync(database);
        foreach (string id in (string[])["vpp_1", "vpp_2", "vpp_3", "vpp_4"])
            await host.GivenAsync(id, Configuration.All[12]);
        await host.ExecuteAsync("UPDATE participation SET snapshot = '{' WHERE id = 'vpp_3'");
        await using TestHost other = await TestHost.StartAsync(host.ConnectionString, clock: host.Clock);
        SearchPage page = (await other.Lists.SearchAsync(new ParticipationSearch(Mine) { ProgrammeId = "vpr_1", States = [ParticipationState.Active], Limit = 2 })).AsT0;
        Assert.Equal(("vpp_4 vpp_2, more", 1), (Words(page), page.LeftOut));
        ParticipationCounts counts = await other.Lists.CountAsync(Mine, "vpr_1");
        Assert.Equal((3L, 3L, 1L), (counts.Fleet.Total, counts.Fleet[ParticipationState.Active], counts.SetAside));
        Assert.Equal(0, (await other.Lists.CountAsync(Mine, "vpr_2")).SetAside);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Counts_are_by_configuration_state_and_reason_and_follow_each_change(string database)
    {
        await using TestHost host = await StartAsync(database);
        await GivenEveryConfigurationAsync(host);
        await host.GivenAsync("vpp_other", Configuration.All[12], "vpr_2");
        FleetCounts counts = (await host.Lists.CountAsync(Mine, "vpr_1")).Fleet;
        Assert.Equal((51, 1, 31, 16), (counts.Total, counts[ParticipationState.Active], counts[ParticipationState.Suspended], counts[SuspensionReason.CustomerRequest]));
        Assert.All(Configuration.All, configuration => Assert.Equal(1, counts[configuration]));
        await host.Store.ApplyAsync("vpp_other", Trigger.CustomerPaused, host.Now);
        counts = (await host.Lists.CountAsync(Mine)).Fleet;
        Assert.Equal((52, 1, 32, 17), (counts.Total, counts[ParticipationState.Active], counts[ParticipationState.Suspended], counts[SuspensionReason.CustomerRequest]));
    }

    [Fact]
    public async Task A_search_that_means_nothing_is_refused()
    {
        await using TestHost host = await StartAsync(TestDatabases.Sqlite);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParticipationSearch(Mine) { Limit = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParticipationSearch(Mine) { Limit = 1_001 });
        await Assert.ThrowsAsync<ArgumentException>(() => host.Lists.SearchAsync(new ParticipationSearch(Mine) { StartingAfter = "a", EndingBefore = "b" }));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Lists.SearchAsync(new ParticipationSearch(Mine) { ProgrammeId = "\0" }));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Lists.CountAsync(Mine, ""));
    }

    private static string Words(SearchPage page) => string.Join(' ', page.Items.Select(item => item.Participation.Id)) + (page.HasMore ? ", more" : "");

    private static string IdOf(Configuration configuration) => $"vpp_{configuration.Code:00}";

    private static async Task GivenEveryConfigurationAsync(TestHost host)
    {
        foreach (Configuration configuration in Configuration.All)
            await host.GivenAsync(IdOf(configuration), configuration);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(TestHost host, ParticipationSearch search)
    {
        SearchPage page = (await host.Lists.SearchAsync(search)).AsT0;
        Assert.Equal((false, 0), (page.HasMore, page.LeftOut));
        return [.. page.Items.Select(item => item.Participation.Id).Order(StringComparer.Ordinal)];
    }

    private async Task<TestHost> StartAsync(string database) => await TestHost.StartAsync(await databases.NewAsync(database));
}

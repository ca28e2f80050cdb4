using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Lists;

[Collection(TestDatabases.Collection)]
public class ListMigrationTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_database_with_rows_gets_their_times_of_change_from_their_histories(string database)
    {
        string connection = await databases.NewAsync(database);
        await using (TestHost host = await TestHost.StartAsync(connection))
        {
            await host.GivenAsync("vpp_1", ParticipationState.Active);
            host.Clock.Advance(TimeSpan.FromHours(1));
            await host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now);
            await EarlierBuild.UndoListsAsync(host);
        }

        await using TestHost again = await TestHost.StartAsync(connection);
        again.Clock.Advance(TimeSpan.FromDays(1));
        SearchPage page = (await again.Lists.SearchAsync(new ParticipationSearch(new ParticipationScope("acc_1", LiveMode: true)) { ChangedSince = TestHost.Start })).AsT0;
        // Seven steps, an hour each; the sighting an hour later changed nothing.
        Assert.Equal($"{TestHost.Start.AddHours(7).UtcTicks:x16}~vpp_1", page.LastCursor);
        Assert.Empty(await again.CheckAsync());
        await again.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, again.Now);
        Assert.Empty(await again.CheckAsync());
    }
}

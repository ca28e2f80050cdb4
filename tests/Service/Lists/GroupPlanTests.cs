using Dapper;
using EnrolmentService.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Lists;

/// <summary>SQLite chooses an index without knowing how many rows there are: the plan is the same for ten thousand and for a million.</summary>
[Collection(Services.CollectionApart)]
public sealed class GroupPlanTests(Services services)
{
    [Fact]
    public async Task The_participations_of_a_groups_devices_are_found_by_device_and_not_by_programme()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        var database = seeded.Services.GetRequiredService<IParticipationDatabase>();
        await using ConnectionLease lease = await database.OpenAsync();
        IEnumerable<dynamic> plan = await lease.Connection.QueryAsync(
            "EXPLAIN QUERY PLAN " + GroupWalk.ParticipationsSql(database), new { devices = Enumerable.Range(0, 250).Select(number => TestDirectory.Device("one", true, number)) });
        Assert.Equal(["SEARCH participation USING INDEX participation_of_device (device_id=?)"], plan.Select(row => (string)row.detail));
    }
}

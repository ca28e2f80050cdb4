using System.Net;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>On PostgreSQL the writes of requests that wait at the same time share a commit, and nothing else.</summary>
[Collection(Services.Collection)]
public sealed class SharedCommitTests(Services services)
{
    [Theory]
    [OnPostgreSql]
    public async Task Writes_that_wait_at_the_same_time_share_a_commit(string kind)
    {
        await using Database database = DatabaseQueries.Open(await services.NewDatabaseAsync(kind));
        await database.ExecuteAsync([new SqlStatement("CREATE TABLE written (id TEXT PRIMARY KEY, transaction_id TEXT NOT NULL)")], CancellationToken.None);
        int[] rows = await Task.WhenAll(Enumerable.Range(0, 300).Select(number => database.ExecuteAsync(
            [new SqlStatement("INSERT INTO written VALUES ($1, pg_current_xact_id()::text)", $"row {number}"), new SqlStatement("UPDATE written SET id = id WHERE id = $1", $"row {number}")],
            CancellationToken.None)));
        Assert.All(rows, count => Assert.Equal(2, count));
        Assert.Equal(300L, await database.ScalarAsync(new SqlStatement("SELECT COUNT(*) FROM written"), CancellationToken.None));
        long transactions = (long)(await database.ScalarAsync(new SqlStatement("SELECT COUNT(DISTINCT transaction_id) FROM written"), CancellationToken.None))!;
        Assert.InRange(transactions, 5, 150);
    }

    [Theory]
    [OnPostgreSql]
    public async Task A_participation_that_somebody_holds_keeps_no_other_waiting(string kind)
    {
        RunningService service = services.On(kind);
        using ServiceClient client = service.Client();
        string held = await service.EnrolAsync(client);
        string[] others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.EnrolAsync(client)));
        await using var holder = new NpgsqlConnection(service.Database);
        await holder.OpenAsync();
        await using NpgsqlTransaction holding = await holder.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("UPDATE participation SET live_mode = live_mode WHERE id = $1", holder, holding) { Parameters = { new() { Value = held } } })
            Assert.Equal(1, await command.ExecuteNonQueryAsync());

        Task<Reply> waiting = client.FireAsync(held, "CONSENT_REQUESTED");
        foreach (Reply reply in await Task.WhenAll(others.Select(id => client.FireAsync(id, "CONSENT_REQUESTED"))))
            Assert.Equal("AWAITING_CONSENT", reply["current_state"]);
        Assert.False(waiting.IsCompleted);
        await holding.CommitAsync();
        Assert.Equal("AWAITING_CONSENT", (await waiting)["current_state"]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"vpp-participations/{held}")).Status);
    }

    [Theory]
    [OnPostgreSql]
    public async Task Requests_that_only_together_stand_in_the_way_of_others_are_all_done(string kind)
    {
        string connection = await services.NewDatabaseAsync(kind);
        await using Database one = DatabaseQueries.Open(connection);
        await using Database two = DatabaseQueries.Open(connection);
        await one.ExecuteAsync([new SqlStatement("CREATE TABLE counted (id TEXT PRIMARY KEY, count INTEGER NOT NULL)")], CancellationToken.None);
        await one.ExecuteAsync([new SqlStatement("INSERT INTO counted VALUES ('north', 0), ('south', 0)")], CancellationToken.None);
        // Each writes a row of its own and then one of two. Alone that harms nobody; of several in one commit, one takes north before south and another south before north.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => (number % 2 == 0 ? one : two).ExecuteAsync(
            [
                new SqlStatement("INSERT INTO counted VALUES ($1, 1)", $"row {number:000}"),
                new SqlStatement("UPDATE counted SET count = count + 1 WHERE id = $1", number / 2 % 2 == number % 2 ? "north" : "south"),
                // A moment, so that they meet.
                new SqlStatement("UPDATE counted SET count = count + length(pg_sleep(0.002)::text) WHERE id = $1", $"row {number:000}"),
            ],
            CancellationToken.None)));
        Assert.Equal(400L, await one.ScalarAsync(new SqlStatement("SELECT SUM(count) FROM counted"), CancellationToken.None));
        Assert.Equal(202L, await one.ScalarAsync(new SqlStatement("SELECT COUNT(*) FROM counted"), CancellationToken.None));
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Lists;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Lists;

/// <summary>What the databases say of how they would read: by the index of the list, and nothing but its entries.</summary>
[Collection(TestDatabases.Collection)]
public partial class ListIndexTests(TestDatabases databases)
{
    private const int Copies = 300;

    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);
    private static readonly int[] AllCodes = [.. Enumerable.Range(0, Configuration.Count)];

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Each_page_is_read_off_the_first_entries_of_some_ranges_of_an_index(string database)
    {
        await using TestHost host = await GivenManyAsync(database);
        var beyond = new ListPlace(host.Now.UtcTicks, "vpp_12");
        foreach (int[] codes in (int[][])[[12], [13, 14, 15], AllCodes])
        {
            foreach (bool ascending in (bool[])[false, true])
            {
                foreach (string? programme in (string?[])["vpr_1", null])
                {
                    var created = new ListRange(Mine, codes, ChangedSince: null, ascending);
                    var changed = new ListRange(Mine, codes, host.Now.UtcTicks, ascending);
                    foreach (ListRange range in (ListRange[])[created, created with { Beyond = beyond }, changed, changed with { Beyond = beyond }])
                        await AssertByIndexAsync(host, ListTable.PlacesStatement(range, programme, limit: 31), range.ByChange ? "participation_changed" : "participation_listed");
                }
            }
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Counts_and_programmes_are_read_off_an_index_alone(string database)
    {
        await using TestHost host = await GivenManyAsync(database);
        foreach (SqlStatement statement in (SqlStatement[])[ListTable.CountStatement(Mine, "vpr_1"), ListTable.CountStatement(Mine, null), ListTable.ProgrammesStatement(Mine)])
        {
            string plan = await PlanAsync(host, statement);
            Assert.Matches(database == TestDatabases.Sqlite ? "USING COVERING INDEX participation_" : "Index Only Scan .*using participation_", plan);
            Assert.DoesNotMatch(WholeTable(), plan);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Programmes_are_found_by_as_many_looks_into_the_index_as_there_are(string database)
    {
        await using TestHost host = await GivenManyAsync(database);
        await host.GivenAsync("vpp_a", Configuration.All[12], "vpr_2");
        await host.GivenAsync("vpp_b", Configuration.All[12], "vpr_\u00e9");
        Assert.Equal(["vpr_1", "vpr_2", "vpr_\u00e9"], (await host.Get<IListTable>().ProgrammesAsync(Mine, default)).Order(StringComparer.Ordinal));
        Assert.Empty(await host.Get<IListTable>().ProgrammesAsync(new ParticipationScope("acc_2", LiveMode: true), default));
    }

    [GeneratedRegex("SCAN participation( |$)|Seq Scan on participation( |$)", RegexOptions.Multiline)]
    private static partial Regex WholeTable();

    private static async Task AssertByIndexAsync(TestHost host, SqlStatement statement, string index)
    {
        string plan = await PlanAsync(host, statement);
        int ranges = Regex.Count(statement.Sql, "FROM participation ");
        int byIndex = Regex.Count(plan, $"SEARCH participation USING COVERING INDEX {index} \\(account_id=\\? AND live_mode=\\? AND programme_id=\\? AND configuration=\\?|Index Only Scan( Backward)? using {index}");
        Assert.True(ranges == byIndex, $"{byIndex} of {ranges} by {index}: {statement.Sql}\n{plan}");
        Assert.DoesNotMatch(WholeTable(), plan);
    }

    private static async Task<string> PlanAsync(TestHost host, SqlStatement statement)
    {
        await using ConnectionLease lease = await host.Database.OpenAsync();
        await using DbCommand command = host.Get<Database>().CreateCommand(
            lease.Connection, transaction: null, statement with { Sql = (host.Database.Name == "sqlite" ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Sql });
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(Convert.ToString(reader.GetValue(reader.FieldCount - 1), CultureInfo.InvariantCulture)!);
        return string.Join('\n', lines);
    }

    /// <summary>So many that a database has reason to use an index; and PostgreSQL knows it.</summary>
    private async Task<TestHost> GivenManyAsync(string database)
    {
        TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        foreach (Configuration configuration in Configuration.All)
            await host.GivenAsync($"vpp_{configuration.Code:00}", configuration);
        await host.CopyAsync(Copies);
        await host.ExecuteAsync("UPDATE participation SET programme_id = NULL WHERE id LIKE '%7'");
        if (database == TestDatabases.PostgreSql)
        {
            await using var connection = new NpgsqlConnection(host.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("VACUUM ANALYZE participation", connection);
            await command.ExecuteNonQueryAsync();
        }

        return host;
    }
}

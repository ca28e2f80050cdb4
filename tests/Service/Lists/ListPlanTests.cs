using System.Net;
using Npgsql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Lists;

[Collection(Services.CollectionForBrowsers)]
public sealed class ListPlanTests(Services services)
{
    private static readonly string[] Tables = ["participation", "device", "location", "location_group"];

    [FactWith(Requirement.PostgreSql)]
    public async Task No_list_reads_a_table_whole_where_the_database_has_an_index_to_choose()
    {
        await using RunningService service = await services.StartAsync(Services.PostgreSql);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        await client.PatchAsync($"v1/enrollments/{id}", new { group_ids = new[] { "north" } });
        string device = (await client.GetAsync($"vpp-participations/{id}"))["device_id"]!;
        await using var source = NpgsqlDataSource.Create(service.Database);
        string name = new NpgsqlConnectionStringBuilder(service.Database).Database!;
        await ExecuteAsync(source, $"ALTER DATABASE \"{name}\" SET enable_seqscan = off");
        Dictionary<string, long> before = await WholeReadsAsync(source);

        Reply ofGroup = await ListAsync($"v1/enrollments?program_id={TestDirectory.Programme}&group_id=north&status=ACTIVE");
        Assert.Equal(id, (string?)ofGroup.Json["enrollments"]!.AsArray().Single()!["id"]);
        await ListAsync($"v1/enrollments?program_id={TestDirectory.Programme}&status=ACTIVE");
        await ListAsync($"vpp-participations?programme_id={TestDirectory.Programme}&state=ACTIVE");
        await ListAsync("vpp-participations?changed_since=2026-01-01T00:00:00Z");
        await ListAsync($"vpp-participations?device_id={device}");
        await ListAsync($"vpp-participations/counts?programme_id={TestDirectory.Programme}");

        Assert.Equal(before, await WholeReadsAsync(source));

        async Task<Reply> ListAsync(string list)
        {
            Reply reply = await client.GetAsync(list);
            Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
            return reply;
        }
    }

    /// <summary>How often each table was read whole. A connection tells what it did at the latest when it ends.</summary>
    private static async Task<Dictionary<string, long>> WholeReadsAsync(NpgsqlDataSource source)
    {
        await ExecuteAsync(source, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await using NpgsqlCommand command = source.CreateCommand("SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname = ANY($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Tables });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            counts.Add(reader.GetString(0), reader.GetInt64(1));
        Assert.Equal(Tables.Length, counts.Count);
        return counts;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

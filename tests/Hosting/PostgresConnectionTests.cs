using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>Connections that the server closed, or opened under other settings, while nobody used them.</summary>
[Collection(TestDatabases.Collection)]
public class PostgresConnectionTests(TestDatabases databases)
{
    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    public static TheoryData<string> Operations => [.. Works.Keys];

    private static Dictionary<string, Func<TestHost, Task>> Works { get; } = new(StringComparer.Ordinal)
    {
        ["a host's own read"] = async host => Assert.Equal(2L, await host.ScalarAsync("SELECT COUNT(*) FROM participation")),
        ["a read"] = async host => Assert.Equal("vpp_1", (await host.FindAsync("vpp_1")).Participation.Id),
        ["a write"] = async host => Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now)).Value),
        ["a write with a host's own work"] = async host => Assert.IsType<AcceptedChange>(
            (await host.Store.ApplyAsync("vpp_2", Trigger.TelemetryReceived, host.Now, new ParticipationWrite { InTransaction = (_, _, _) => Task.CompletedTask })).Value),
        ["a bulk request"] = async host => Assert.Equal(2, (await host.Store.BulkAsync(new BulkRequest("vpr_1", Mine, Trigger.OperatorPaused, host.Now))).AsT0.Transitioned),
        ["the probe"] = async host => Assert.Equal(new DatabaseHealth(DatabaseStatus.Available), await host.Database.ProbeAsync()),
    };

    [TheoryWith(Requirement.PostgreSql)]
    [MemberData(nameof(Operations))]
    public async Task After_the_server_has_ended_all_idle_connections_the_first_request_is_done(string operation)
    {
        await using TestHost host = await GivenAsync();
        await OpenSomeAsync(host);
        await TerminateAsync(host.ConnectionString);
        await Works[operation](host);
    }

    [TheoryWith(Requirement.PostgreSql)]
    [MemberData(nameof(Operations))]
    public async Task Sessions_from_when_the_database_was_read_only_are_not_used_once_it_can_be_written(string operation)
    {
        await using TestHost host = await GivenAsync();
        string database = new NpgsqlConnectionStringBuilder(host.ConnectionString).Database!;
        await OnServerAsync(host.ConnectionString, $"ALTER DATABASE {database} SET default_transaction_read_only = on");
        await TerminateAsync(host.ConnectionString);
        Assert.Equal(DatabaseStatus.ReadOnly, (await host.Database.ProbeAsync()).Status);
        await OpenSomeAsync(host);
        for (int number = 0; number < 3; number++)
            Assert.Equal("25006", (await Assert.ThrowsAsync<PostgresException>(() => host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now))).SqlState);

        await OnServerAsync(host.ConnectionString, $"ALTER DATABASE {database} RESET default_transaction_read_only");
        await Works[operation](host);
        // No session of before is left where the next write would meet it.
        for (int number = 0; number < 3; number++)
            await Works["a write"](host);
        Assert.Empty(await host.CheckAsync());
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_connection_is_asked_before_its_use_only_where_the_server_has_been_silent_for_a_while()
    {
        string connection = await databases.NewAsync(TestDatabases.PostgreSql);
        var clock = new FakeTimeProvider();
        await using var pool = new PostgresPool(new NpgsqlConnectionStringBuilder(connection), TimeSpan.FromSeconds(5), clock, NullLoggerFactory.Instance);
        await AskAsync(pool);
        await TerminateAsync(connection);
        clock.Advance(TimeSpan.FromMilliseconds(19));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(pool));

        await AskAsync(pool);
        await TerminateAsync(connection);
        clock.Advance(TimeSpan.FromMilliseconds(20));
        await AskAsync(pool);
    }

    private static async Task AskAsync(PostgresPool pool)
    {
        await using ConnectionLease lease = await pool.OpenAsync(CancellationToken.None);
        await using DbCommand command = lease.Connection.CreateCommand();
        command.CommandText = "SELECT 1";
        Assert.Equal(1, await command.ExecuteScalarAsync());
    }

    private async Task<TestHost> GivenAsync()
    {
        TestHost host = await TestHost.StartAsync(await databases.NewAsync(TestDatabases.PostgreSql), options => options.RememberedParticipations = 0);
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.GivenAsync("vpp_2", ParticipationState.Active, device: "dev_2");
        return host;
    }

    private static async Task OpenSomeAsync(TestHost host)
    {
        ConnectionLease[] leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Database.OpenAsync().AsTask()));
        foreach (ConnectionLease lease in leases)
            await lease.DisposeAsync();
    }

    private static async Task TerminateAsync(string connection)
    {
        await OnServerAsync(
            connection, $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(connection).Database}' AND pid <> pg_backend_pid()");
        await Task.Delay(TimeSpan.FromMilliseconds(50));
    }

    private static async Task OnServerAsync(string connection, string sql)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Database = "postgres", Pooling = false }.ToString());
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}

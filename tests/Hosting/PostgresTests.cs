using System.Diagnostics;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>What only a server can do to its clients. Each test has a server of its own.</summary>
public class PostgresTests
{
    [FactWith(Requirement.PostgreSql)]
    public async Task Waiters_on_a_locked_row_hold_few_connections_and_others_go_on()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        await using TestHost host = await TestHost.StartAsync(connection, options => options.LockTimeout = TimeSpan.FromSeconds(2));
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await host.GivenAsync("vpp_2", ParticipationState.Active, device: "dev_2");

        await using var holder = new NpgsqlConnection(connection);
        await using NpgsqlTransaction held = await HoldAsync(holder, "vpp_1");

        Task<ChangeResult>[] waiters = [.. Enumerable.Range(0, 130).Select(_ => host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now))];
        await Task.Delay(300);
        Assert.InRange(await WaitingAsync(holder, held), 1, 2);
        var watch = Stopwatch.StartNew();
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_2", Trigger.TelemetryReceived, host.Now)).Value);
        Assert.False(waiters.All(waiter => waiter.IsCompleted), $"The others had to wait for the locked row: {watch.Elapsed}.");
        ChangeResult[] results = await Task.WhenAll(waiters);
        Assert.All(results, result => Assert.IsType<Contended>(result.Value));
        await held.RollbackAsync();
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.TelemetryReceived, host.Now)).Value);
        Assert.Equal(9, (await host.FindAsync("vpp_1")).EventCount);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_write_over_an_outdated_version_is_done_again_while_others_wait_for_locks_on_all_connections_for_that()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        await using TestHost host = await TestHost.StartAsync($"{connection};Maximum Pool Size=8", options => options.LockTimeout = TimeSpan.FromSeconds(20));
        foreach (string number in (string[])["1", "2", "3"])
            await host.GivenAsync($"vpp_{number}", ParticipationState.Active, device: $"dev_{number}");
        await using TestHost other = await TestHost.StartAsync(connection);
        await using var holder = new NpgsqlConnection(connection);
        await using NpgsqlTransaction held = await HoldAsync(holder, "vpp_1", "vpp_2");

        // A quarter of the connections may wait for locks.
        Task<ChangeResult>[] waiters = [host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now), host.Store.ApplyAsync("vpp_2", Trigger.CustomerPaused, host.Now)];
        while (await WaitingAsync(holder, held) < waiters.Length)
            await Task.Delay(20);
        Assert.IsType<AcceptedChange>((await other.Store.ApplyAsync("vpp_3", Trigger.CustomerPaused, other.Now)).Value);
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_3", Trigger.OperatorPaused, host.Now)).Value);

        Assert.All(waiters, waiter => Assert.False(waiter.IsCompleted));
        await held.RollbackAsync();
        Assert.All(await Task.WhenAll(waiters), result => Assert.IsType<AcceptedChange>(result.Value));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_bulk_request_that_waits_for_a_locked_row_makes_nobody_wait_for_the_others_of_its_batch()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        await using TestHost host = await TestHost.StartAsync(connection, options => options.LockTimeout = TimeSpan.FromSeconds(20));
        foreach (string number in (string[])["1", "2", "3"])
            await host.GivenAsync($"vpp_{number}", ParticipationState.Active, device: $"dev_{number}");
        await using var holder = new NpgsqlConnection(connection);
        await using NpgsqlTransaction held = await HoldAsync(holder, "vpp_2");

        Task<BulkResult> bulk = host.Store.BulkAsync(new BulkRequest("vpr_1", new ParticipationScope("acc_1", LiveMode: true), Trigger.OperatorPaused, host.Now));
        while (await WaitingAsync(holder, held) == 0)
            await Task.Delay(20);
        foreach (string other in (string[])["vpp_1", "vpp_3"])
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(other, Trigger.CustomerPaused, host.Now)).Value);

        Assert.False(bulk.IsCompleted, "The others had to wait for the row that the bulk request waits for.");
        await held.RollbackAsync();
        Assert.Equal(3, (await bulk).AsT0.Transitioned);
        Assert.Empty(await host.CheckAsync());
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_row_that_was_held_for_too_long_is_done_by_the_repeat_of_a_bulk_request_with_a_key()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        await using TestHost host = await TestHost.StartAsync(connection, options => options.LockTimeout = TimeSpan.FromMilliseconds(100));
        foreach (string number in (string[])["1", "2", "3"])
            await host.GivenAsync($"vpp_{number}", ParticipationState.Active, device: $"dev_{number}");
        await using var holder = new NpgsqlConnection(connection);
        await using NpgsqlTransaction held = await HoldAsync(holder, "vpp_2");

        var request = new BulkRequest("vpr_1", new ParticipationScope("acc_1", LiveMode: true), Trigger.OperatorPaused, host.Now) { Key = new IdempotencyKey("acc_1", "k", "d") };
        Assert.Equal(new BulkSummary(Transitioned: 2, 0, 0, 0, Contended: 1), (await host.Store.BulkAsync(request)).AsT0);
        await held.RollbackAsync();
        Assert.Equal(new BulkSummary(Transitioned: 3, 0, 0, 0), (await host.Store.BulkAsync(request)).AsT0);
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_2")).Participation.CurrentState);
        Assert.Equal(new BulkSummary(Transitioned: 3, 0, 0, 0), (await host.Store.BulkAsync(request)).AsT1.First.AsT2);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task The_first_requests_after_a_restart_of_the_server_are_done()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using TestHost host = await TestHost.StartAsync(await server.CreateDatabaseAsync());
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.Store.FindAsync("vpp_1")));
        await server.StopAsync();
        await server.StartAgainAsync();
        Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now)).Value);
        await server.StopAsync();
        await server.StartAgainAsync();
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_1")).Participation.CurrentState);
        await server.StopAsync();
        await server.StartAgainAsync();
        ChangeResult alone = await host.Store.ApplyAsync("vpp_1", Trigger.CustomerResumed, host.Now, new ParticipationWrite { InTransaction = (_, _, _) => Task.CompletedTask });
        Assert.IsType<AcceptedChange>(alone.Value);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_database_in_another_encoding_is_refused_at_start()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        await ExecuteAsync(connection, "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        string latin = new NpgsqlConnectionStringBuilder(connection) { Database = "latin" }.ToString();
        UnusableDatabaseException fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => TestHost.StartAsync(latin));
        Assert.Equal("The PostgreSQL database has the encoding LATIN1. Needed: UTF8.", fault.Message);
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task The_probe_tells_available_read_only_and_unavailable_apart()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        await using TestHost host = await TestHost.StartAsync(connection);
        Assert.Equal(DatabaseStatus.Available, (await host.Database.ProbeAsync()).Status);
        await ExecuteAsync(connection, $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} SET default_transaction_read_only = on");
        await using TestHost standby = await ReadOnlyAsync(connection);
        Assert.Equal(DatabaseStatus.ReadOnly, (await standby.Database.ProbeAsync()).Status);
        await server.StopAsync();
        Assert.Equal(DatabaseStatus.Unavailable, (await host.Database.ProbeAsync()).Status);
        await server.StartAgainAsync();
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_four_instances_that_start_at_once_one_makes_the_schema()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string connection = await server.CreateDatabaseAsync();
        TestHost[] hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestHost.StartAsync(connection)));
        Assert.Equal(MigrationSet.Own.Scripts.Max(script => script.Version), await hosts[0].CountAsync("participation_migration"));
        foreach (TestHost host in hosts)
            await host.DisposeAsync();
    }

    /// <summary>A host whose database was made ready by another, since it cannot do that itself.</summary>
    private static Task<TestHost> ReadOnlyAsync(string connection) => TestHost.StartAsync(connection, prepare: false);

    /// <summary>Keeps rows locked for as long as the transaction lasts.</summary>
    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection holder, params string[] ids)
    {
        await holder.OpenAsync();
        NpgsqlTransaction held = await holder.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT 1 FROM participation WHERE id = ANY ($1) FOR UPDATE", holder, held);
        command.Parameters.Add(new NpgsqlParameter { Value = ids });
        await command.ExecuteScalarAsync();
        return held;
    }

    private static async Task<long> WaitingAsync(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'", connection, transaction);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

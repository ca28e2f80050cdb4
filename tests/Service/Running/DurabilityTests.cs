using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What a kill cannot show: that an acknowledged write is on the disk, not only in the system's memory.</summary>
[Collection(Services.Collection)]
public sealed partial class DurabilityTests(Services services)
{
    [Fact]
    public async Task Every_SQLite_connection_is_opened_with_full_synchronisation()
    {
        using var folder = new ScratchFolder();
        string file = Path.Combine(folder.NewFolder(), "service.db");
        await using Database database = DatabaseQueries.Open($"Data Source={file}");
        // All at the same time, so that each is another connection.
        ConnectionLease[] leases = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => database.OpenAsync(CancellationToken.None).AsTask()));
        Assert.Equal(5, leases.Select(lease => lease.Connection).Distinct().Count());
        foreach (ConnectionLease lease in leases)
        {
            Assert.Equal(2L, await ScalarAsync((SqliteConnection)lease.Connection, "PRAGMA synchronous"));
            Assert.Equal("wal", await ScalarAsync((SqliteConnection)lease.Connection, "PRAGMA journal_mode"));
            await lease.DisposeAsync();
        }

        Assert.Equal(2L, await database.WriteAsync(async (connection, _) => (long)(await ScalarAsync((SqliteConnection)connection, "PRAGMA synchronous"))!, CancellationToken.None));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Of_statements_written_together_all_are_there_or_none(string kind)
    {
        await using Database database = DatabaseQueries.Open(await services.NewDatabaseAsync(kind));
        await database.ExecuteAsync([new SqlStatement("CREATE TABLE number (value INTEGER PRIMARY KEY)")], CancellationToken.None);
        // At the same time, so that on SQLite they share a commit; of every second the last statement fails.
        await Task.WhenAll(Enumerable.Range(1, 40).Select(async number =>
        {
            var insert = new SqlStatement("INSERT INTO number (value) VALUES ($1)", number);
            Task<int> written = database.ExecuteAsync(number % 2 == 0 ? [insert] : [insert, insert], CancellationToken.None);
            if (number % 2 == 0)
                Assert.Equal(1, await written);
            else
                Assert.True(database.IsUniqueViolation(await Assert.ThrowsAnyAsync<DbException>(() => written)));
        }));
        Assert.Equal(20L, await database.ScalarAsync(new SqlStatement("SELECT COUNT(*) FROM number"), CancellationToken.None));
        Assert.Equal(0L, await database.ScalarAsync(new SqlStatement("SELECT COUNT(*) FROM number WHERE value % 2 = 1"), CancellationToken.None));
    }

    [Theory]
    [OnPostgreSql]
    public async Task PostgreSQL_commits_synchronously(string database)
    {
        await using var connection = new NpgsqlConnection(services.On(database).Database);
        await connection.OpenAsync();
        foreach (string setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
            Assert.Equal("on", await command.ExecuteScalarAsync());
        }
    }

    [TheoryWith(Requirement.Strace)]
    // A server that is no child of the tracer can be traced by root alone.
    [OnSqlite, OnPostgreSql(Requirement.Root)]
    public async Task Between_a_request_and_its_answer_the_log_is_synchronised(string database)
    {
        bool onPostgres = database == Services.PostgreSql;
        using var scratch = new ScratchFolder();
        string folder = scratch.NewFolder();
        await using PostgresServer? server = onPostgres ? await PostgresServer.StartAsync() : null;
        string serviceTrace = Path.Combine(folder, "service");
        string serverTrace = Path.Combine(folder, "server");
        var settings = new ServiceSettings(onPostgres ? await server!.CreateDatabaseAsync() : await services.NewDatabaseAsync(database))
        {
            Wrapper = SystemCalls.Trace(serviceTrace, "fsync,fdatasync,sendto,sendmsg,recvfrom,recvmsg,write,writev,read"),
        };
        await using RunningService service = await RunningService.StartAsync(settings);
        using ServiceClient client = service.Client();
        string id;
        await using (SystemCalls? tracer = onPostgres ? await SystemCalls.AttachAsync(server!.ProcessId, serverTrace, "fsync,fdatasync") : null)
        {
            id = await service.EnrolAsync(client);
            foreach (string trigger in new[] { "CONSENT_REQUESTED", "CONSENT_GRANTED", "TELEMETRY_RECEIVED" })
            {
                Assert.Equal(HttpStatusCode.OK, (await client.FireAsync(id, trigger)).Status);
                // So that no process's late work falls into the next request.
                await Task.Delay(300);
            }
        }

        IReadOnlyList<(double From, double To)> answered = await AnsweredAsync(serviceTrace, 4);
        IReadOnlyList<double> synchronised = SystemCalls.Completed(onPostgres ? serverTrace : serviceTrace, Sync(), onPostgres ? "/pg_wal/" : "-wal>");
        Assert.Equal(4, answered.Count);
        foreach ((double from, double to) in answered)
            Assert.True(synchronised.Any(time => time > from && time < to), $"An answer went out at {to} before the log was synchronised: {string.Join(", ", synchronised)}.");
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>For each write: when its request was read and when its answer was sent.</summary>
    private static async Task<IReadOnlyList<(double From, double To)>> AnsweredAsync(string trace, int count)
    {
        // strace writes a line when a call returns; the last answer's line follows the answer by a moment.
        for (int tries = 0; ; tries++)
        {
            var answered = new List<(double, double)>();
            double? from = null;
            foreach ((_, double time, string call) in SystemCalls.Read(trace))
            {
                if (call.Contains("POST /vpp-participations", StringComparison.Ordinal))
                {
                    from = time;
                }
                else if (from is { } known && call.Contains("HTTP/1.1 20", StringComparison.Ordinal))
                {
                    answered.Add((known, time));
                    from = null;
                }
            }

            if (answered.Count >= count || tries == 40)
                return answered;
            await Task.Delay(100);
        }
    }

    [GeneratedRegex(@"\b(fsync|fdatasync)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Sync();
}

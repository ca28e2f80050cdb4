using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What a kill cannot show: that an acknowledged write is on the disk, not only in the system's memory.</summary>
[Collection(Services.Collection)]
public sealed partial class DurabilityTests(Services services)
{
    public static TheoryData<string> Traced => Requirement.Strace.IsThere ? [Services.Sqlite] : [];

    public static TheoryData<string> SharedDatabases => Services.SharedDatabases;

    [Fact]
    public async Task Every_SQLite_connection_is_opened_with_full_synchronisation()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("vpp-sync-").FullName, "service.db");
        await using var database = EnrolmentService.Storage.Database.Open($"Data Source={file}", NullLoggerFactory.Instance);
        for (int number = 0; number < 5; number++)
        {
            await using var connection = (SqliteConnection)await database.OpenAsync(CancellationToken.None);
            Assert.Equal(2L, await ScalarAsync(connection, "PRAGMA synchronous"));
            Assert.Equal("wal", await ScalarAsync(connection, "PRAGMA journal_mode"));
        }

        Assert.Equal(2L, await database.WriteAsync(async (connection, _) => (long)(await ScalarAsync((SqliteConnection)connection, "PRAGMA synchronous"))!, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(SharedDatabases))]
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

    [Theory]
    [MemberData(nameof(Traced))]
    public async Task Between_a_request_and_its_answer_the_log_is_synchronised(string database)
    {
        string trace = Path.Combine(Directory.CreateTempSubdirectory("vpp-strace-").FullName, "trace");
        var settings = new ServiceSettings(await services.NewDatabaseAsync(database))
        {
            Wrapper = ["strace", "-f", "-qq", "-ttt", "-y", "-s", "60", "-e", "trace=fsync,fdatasync,sendto,sendmsg,recvfrom,recvmsg,write,writev,read", "-o", trace],
        };
        await using RunningService service = await RunningService.StartAsync(settings);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        for (int number = 0; number < 3; number++)
            Assert.Equal(HttpStatusCode.OK, (await client.FireAsync(id, number == 0 ? "CONSENT_REQUESTED" : number == 1 ? "CONSENT_GRANTED" : "TELEMETRY_RECEIVED")).Status);
        string[] lines = await ReadAsync(trace);

        int answers = 0;
        int sinceRequest = -1;
        foreach (string line in lines)
        {
            if (line.Contains("POST /vpp-participations", StringComparison.Ordinal))
            {
                sinceRequest = 0;
            }
            else if (sinceRequest >= 0 && Sync().IsMatch(line) && line.Contains("-wal>", StringComparison.Ordinal))
            {
                sinceRequest++;
            }
            else if (sinceRequest >= 0 && (line.Contains("HTTP/1.1 200", StringComparison.Ordinal) || line.Contains("HTTP/1.1 201", StringComparison.Ordinal)))
            {
                Assert.True(sinceRequest > 0, $"An answer went out before the log was synchronised:\n{line}");
                answers++;
                sinceRequest = -1;
            }
        }

        Assert.Equal(4, answers);
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static async Task<string[]> ReadAsync(string trace)
    {
        // strace writes a line when a call returns; the last answer's line follows the answer by a moment.
        for (int tries = 0; ; tries++)
        {
            string[] lines = await File.ReadAllLinesAsync(trace);
            if (lines.Count(line => line.Contains("HTTP/1.1 20", StringComparison.Ordinal) && !line.Contains("health", StringComparison.Ordinal)) >= 5 || tries == 40)
                return lines;
            await Task.Delay(100);
        }
    }

    [GeneratedRegex(@"\b(fsync|fdatasync)\(", RegexOptions.CultureInvariant)]
    private static partial Regex Sync();
}

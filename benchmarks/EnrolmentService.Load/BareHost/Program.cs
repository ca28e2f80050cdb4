// What the enrolment service is measured against: an ASP.NET Core endpoint that runs the same two statements for an event, and the same query for a
// read, with the drivers' own connection pools as the service sets them, and answers as many bytes: no key, no JSON, no lifecycle, no version check, no further header.
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
string setting = app.Configuration["Service:Database"]!;
bool isSqlite = !setting.Contains("Host=", StringComparison.Ordinal);
await using NpgsqlDataSource? postgres = isSqlite ? null : NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(setting) { MaxAutoPrepare = 100, NoResetOnClose = true });

// One SQLite file has one writer at a time: they queue here, where the driver would have them sleep and try again.
using var writer = new SemaphoreSlim(1, 1);

string snapshot, body;
await using (DbConnection connection = await OpenAsync())
{
    snapshot = (await connection.ExecuteScalarAsync<string>("SELECT snapshot FROM participation LIMIT 1"))!;
    body = (await connection.ExecuteScalarAsync<string>("SELECT event FROM participation_event WHERE sequence = 2 LIMIT 1"))!;
    // As durable as the service: FULL is the library's default, and write-ahead logging is a property of the file.
    if (isSqlite && (await connection.ExecuteScalarAsync<long>("PRAGMA synchronous") != 2 || await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode") != "wal"))
        throw new InvalidOperationException("The bare endpoint would not write durably.");
}

const string Write =
    "UPDATE participation SET version = version + 1, version_token = @sequence, event_count = event_count + 1, configuration = @configuration, is_open = 1, next_due_at = @due, snapshot = @snapshot WHERE id = @id;" +
    "INSERT INTO participation_event (participation_id, sequence, version, version_token, recorded_at, outcome, event) VALUES (@id, @sequence, 1, @sequence, @now, 2, @body);";
long sequence = DateTime.UtcNow.Ticks;
byte[] answer = new byte[int.Parse(app.Configuration["AnswerLength"] ?? "2600", System.Globalization.CultureInfo.InvariantCulture)];
Array.Fill(answer, (byte)' ');

app.MapPost("/vpp-participations/{id}/events", async (string id, HttpContext context) =>
{
    var parameters = new { id, configuration = 12, now = DateTime.UtcNow.Ticks, due = DateTime.UtcNow.Ticks + TimeSpan.TicksPerDay, snapshot, body, sequence = Interlocked.Increment(ref sequence) };
    await using DbConnection connection = await OpenAsync();
    if (isSqlite)
    {
        await writer.WaitAsync(context.RequestAborted);
        try
        {
            await using SqliteTransaction transaction = ((SqliteConnection)connection).BeginTransaction(deferred: false);
            await connection.ExecuteAsync(Write, parameters, transaction);
            await transaction.CommitAsync();
        }
        finally
        {
            writer.Release();
        }
    }
    else
    {
        // Several statements in one command are one transaction.
        await connection.ExecuteAsync(Write, parameters);
    }

    await context.Response.Body.WriteAsync(answer);
});

app.MapGet("/vpp-participations/{id}", async (string id, HttpContext context) =>
{
    await using DbConnection connection = await OpenAsync();
    Row stored = await connection.QuerySingleAsync<Row>("SELECT version AS Version, snapshot AS Snapshot FROM participation WHERE id = @id", new { id });
    GC.KeepAlive(stored);
    await context.Response.Body.WriteAsync(answer);
});

await app.RunAsync();

async ValueTask<DbConnection> OpenAsync()
{
    if (postgres is not null)
        return await postgres.OpenConnectionAsync();
    var connection = new SqliteConnection(setting);
    await connection.OpenAsync();
    return connection;
}

internal sealed class Row
{
    public long Version { get; set; }

    public string Snapshot { get; set; } = "";
}

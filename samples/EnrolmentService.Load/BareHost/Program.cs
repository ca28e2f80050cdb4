// What the enrolment service is measured against: an ASP.NET Core endpoint that does the same SQL on the same database through the same
// connections, and nothing else: no key, no JSON, no lifecycle, no version check.
using Dapper;
using EnrolmentService.Storage;
using Microsoft.Extensions.Logging.Abstractions;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
await using Database database = Database.Open(app.Configuration["Service:Database"]!, NullLoggerFactory.Instance);

string snapshot, body;
await using (var connection = await database.OpenAsync(CancellationToken.None))
{
    snapshot = (await connection.ExecuteScalarAsync<string>("SELECT snapshot FROM participation LIMIT 1"))!;
    body = (await connection.ExecuteScalarAsync<string>("SELECT event FROM participation_event LIMIT 1"))!;
}

const string Write =
    "UPDATE participation SET version = version + 1, event_count = event_count + 1, configuration = @configuration, next_due_at = @now, snapshot = @snapshot WHERE id = @id;" +
    "INSERT INTO participation_event (participation_id, sequence, recorded_at, outcome, event) SELECT id, event_count, @now, 2, @body FROM participation WHERE id = @id;";
byte[] done = new byte[2600];
Array.Fill(done, (byte)' ');

app.MapPost("/vpp-participations/{id}/events", async (string id, HttpContext context) =>
{
    await database.WriteOnceAsync(
        (connection, transaction) => connection.ExecuteAsync(Write, new { id, configuration = 12, now = DateTime.UtcNow.Ticks, snapshot, body }, transaction), context.RequestAborted);
    await context.Response.Body.WriteAsync(done);
});

app.MapGet("/vpp-participations/{id}", async (string id, HttpContext context) =>
{
    await using var connection = await database.OpenAsync(context.RequestAborted);
    string stored = (await connection.QuerySingleAsync<string>("SELECT snapshot FROM participation WHERE id = @id", new { id }))!;
    GC.KeepAlive(stored);
    await context.Response.Body.WriteAsync(done);
});

await app.RunAsync();
